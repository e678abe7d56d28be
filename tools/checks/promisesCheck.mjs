import { existsSync, readdirSync, readFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { root } from "../base/root.mjs";

const folders = ["docs", "test/faults"].map((name) => join(root, name));

/** A check that every test that a page of these folders links to exists, by file and title, and that no promise lacks a test. */
export const promisesCheck = {
  name: "promises and their tests",
  run: async (...dirs) => check(dirs.length === 0 ? folders : dirs),
};

const reference = /^\[([^\]]+)\]: (\S*test\/\S+\.test\.ts) "(.+)"$/gm;

function check(dirs) {
  const findings = dirs.flatMap((dir) => {
    const pages = readdirSync(dir).filter((name) => name.endsWith(".md"));
    return pages.flatMap((page) => findIn(join(dir, page)).map((text) => `${page}: ${text}`));
  });
  return { code: findings.length === 0 ? 0 : 1, output: findings.join("\n") };
}

function findIn(path) {
  const text = readFileSync(path, "utf8");
  const references = [...text.matchAll(reference)].map(([, label, file, title]) => ({ label, file, title }));
  // A page that links to no test promises nothing that this check knows of.
  if (references.length === 0) return [];
  const missing = references.filter(({ file, title }) => !holdsTest(join(dirname(path), file), title));
  const isBacked = (line) => references.some(({ label }) => line.includes(`[${label}]`));
  return [
    ...missing.map(({ file, title }) => `there is no test "${title}" in ${file}`),
    ...statementsOf(text)
      .filter((line) => !isBacked(line))
      .map((line) => `no test is named for: ${line}`),
  ];
}

function holdsTest(file, title) {
  return existsSync(file) && readFileSync(file, "utf8").includes(`"${title}"`);
}

/** List items, and the rows of tables below their heads. */
function statementsOf(text) {
  const lines = text.split("\n");
  const isHead = (i) => /^\|[\s|:-]+\|$/.test(lines[i + 1] ?? "") || /^\|[\s|:-]+\|$/.test(lines[i]);
  return lines.filter((line, i) => line.startsWith("- ") || (line.startsWith("|") && !isHead(i)));
}
