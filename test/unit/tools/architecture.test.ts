/** docs/architecture.md says what the code is: files, layers, sections that comments point to, and retired names. */
import { execFileSync } from "node:child_process";
import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import ts from "typescript";
import { repository } from "./runScript";

const read = (path: string) => readFileSync(join(repository, path), "utf8");
const page = read("docs/architecture.md");
const section = (title: string) => page.split(`## ${title}\n`)[1]?.split("\n## ")[0] ?? "";
const sources = execFileSync("git", ["ls-files", "provider", "simulator/src", "test", "tools"], {
  cwd: repository,
  encoding: "utf8",
})
  .split("\n")
  .filter((path) => /\.(ts|mjs)$/.test(path) && existsSync(join(repository, path)));

test("the reading order is at most seven files and 900 lines when their lines are counted", () => {
  const files = [...section("Reading order").matchAll(/\]\(\.\.\/([^)]+)\)/g)].map(([, path = ""]) => path);
  const lines = files.map((path) => read(path).trimEnd().split("\n").length);
  expect(files.length).toBeGreaterThan(2);
  expect(files.length).toBeLessThanOrEqual(7);
  expect(lines.reduce((sum, count) => sum + count, 0)).toBeLessThanOrEqual(900);
});

test("the order of the folders of the lifecycle is the one that the import check enforces", () => {
  const named = [...section("Layers").matchAll(/^\d+\. `(\w+)`/gm)].map(([, folder]) => folder);
  const enforced = /const wings = \[([^\]]*)\]/.exec(read(".dependency-cruiser.cjs"))?.[1]?.match(/\w+/g);
  expect(named).toEqual(enforced);
});

test("a folder of the lifecycle has at most twelve files", () => {
  const folders = sources
    .filter((path) => path.startsWith("provider/lifecycle/"))
    .map((path) => path.split("/").slice(0, -1).join("/"));
  const counts = [...new Set(folders)].map((folder) => [folder, folders.filter((one) => one === folder).length]);
  expect(counts.filter(([, count]) => Number(count) > 12)).toEqual([]);
});

test("a comment that points to the page names a section of it", () => {
  const headings = new Set([...page.matchAll(/^#+ (.+)$/gm)].map(([, heading]) => heading));
  const references = sources.flatMap((path) =>
    [...read(path).matchAll(/\(docs\/architecture\.md, ([^)]+)\)/g)].map(([, heading = ""]) => ({ path, heading })),
  );
  expect(references.length).toBeGreaterThan(5);
  expect(references.filter(({ heading }) => !headings.has(heading))).toEqual([]);
});

const retired = new Set(
  (
    "Work SetWork bringInLine isInLine makeReady removeTwins twin twins strays Strays relatives relativesIn KnownIds knownIds " +
    "takeBack lookUp findMarked locate evenNow untilDeadline gate leavingTags reflect takeUndeclared problemOfSize bytesTooMany " +
    "withinHeader showUp noteImage createSharing Sharing together Sighting sighting sharedWaits SharedWaits Pauser kick keyTrials " +
    "KeyTrials Plumbing plumbing Traffic traffic Surroundings surroundings mender tryOnce Pace Slots OpenHost Host openPlaces " +
    "Knowledge knowledgeOf Wishes Desk Visit Arrival meetFault takeObjections catchUp barred untrusted notForwarded"
  ).split(" "),
);

function identifiersIn(path: string): string[] {
  const found: string[] = [];
  const visit = (node: ts.Node) => {
    if (ts.isIdentifier(node)) found.push(node.text);
    ts.forEachChild(node, visit);
  };
  visit(ts.createSourceFile(path, read(path), ts.ScriptTarget.ES2023));
  return found;
}

test("no retired name is left when all identifiers are looked at", () => {
  const left = sources.flatMap((path) =>
    identifiersIn(path)
      .filter((name) => retired.has(name))
      .map((name) => `${path}: ${name}`),
  );
  expect([...new Set(left)]).toEqual([]);
});
