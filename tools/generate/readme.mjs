import { readFileSync } from "node:fs";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import { root } from "../base/root.mjs";
import { benchTable } from "./benchTable.mjs";
import { withGeneratedPart } from "./generatedPart.mjs";
import { kindTable } from "./kindTable.mjs";

export const readmePath = join(root, "README.md");

/** README.md as it is, and as the compiled kinds and the report of the benchmarks want it. */
export async function readme() {
  const all = [...(await compiledKinds("index")), ...(await compiledKinds("sets"))];
  // A class whose main image is a kind of its own has one row: that of the whole.
  const kinds = [...new Map(all.map((kind) => [kind.type, kind])).values()];
  const text = readFileSync(readmePath, "utf8");
  const report = JSON.parse(readFileSync(join(root, "test/bench/report.json"), "utf8"));
  const withKinds = withGeneratedPart(text, "kinds", kindTable(kinds));
  return { text, wanted: withGeneratedPart(withKinds, "costs", benchTable(report)) };
}

async function compiledKinds(name) {
  const { default: kinds } = await import(pathToFileURL(join(root, `dist/kinds/${name}.js`)).href);
  return Object.values(kinds);
}
