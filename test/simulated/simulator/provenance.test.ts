// The README says aloud what is only assumed.
import { readFileSync } from "node:fs";
import path from "node:path";
import { PROVENANCE } from "../../../simulator/src/index";

const README = readFileSync(path.join(__dirname, "../../../simulator/README.md"), "utf8");

it("lists every assumed behaviour in the README, and no other", () => {
  const section = README.split("## Assumed behaviours")[1]?.split("\n## ")[0] ?? "";
  const listed = [...section.matchAll(/^- (.+?)(?: \((.+)\))?$/gm)].map((match) => match[0]);
  const assumed = PROVENANCE.filter(({ kind }) => kind === "assumed").map(
    ({ behaviour, source }) => `- ${behaviour} (${source})`,
  );
  expect(listed).toEqual(assumed);
});

it("knows a source for every behaviour, and states none twice", () => {
  expect(PROVENANCE.filter(({ source }) => source === "")).toEqual([]);
  expect(new Set(PROVENANCE.map(({ behaviour }) => behaviour)).size).toBe(PROVENANCE.length);
});
