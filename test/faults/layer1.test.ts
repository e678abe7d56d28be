/** Layer 1: every request of every operation of every kind meets every fault once, in virtual time. */

import { repeatableRandom } from "../support/repeatableRandom";
import { faultKinds } from "./campaign/faults";
import { type Case, goldenTrace, runCase } from "./campaign/runCase";
import { subjects } from "./campaign/subjects";
import { verbs } from "./campaign/verbs";
import { profile } from "./profile";
import { shuffled } from "./shuffled";
import { table } from "./table";

jest.setTimeout(7_200_000);

const { runs, seed, say, report } = profile();
/** Kinds and how many cases of them go along with the other tests. */
const shortTypes: readonly string[] = ["EcsSystemImage", "EvsDataImages, a set"];
const handful = 250;

interface Result extends Case {
  readonly outcome: string;
}

const nameOf = ({ subject, verb, faults }: Case) =>
  `${subject.type}, ${verb.name}: ${faults.map(({ request, fault }) => `request ${request} ${fault.name}`).join("; ")}`;

async function allCases(): Promise<Case[]> {
  const wanted = runs === undefined ? subjects.filter(({ type }) => shortTypes.includes(type)) : subjects;
  const cases: Case[] = [];
  for (const subject of wanted) {
    for (const verb of verbs) {
      const trace = (await goldenTrace(subject, verb)) ?? [];
      for (const [index, path] of trace.entries()) {
        const possible = faultKinds.filter((fault) => fault.path?.test(path) ?? true);
        cases.push(...possible.map((fault) => ({ subject, verb, faults: [{ request: index + 1, fault }] })));
      }
    }
  }
  return cases;
}

test("one fault at any request of any operation loses no image, makes none twice, and the next run converges", async () => {
  const all = await allCases();
  const cases = shuffled(all, repeatableRandom(seed)).slice(0, runs ?? handful);
  const results: Result[] = [];
  const violations: string[] = [];
  const startedAt = performance.now();
  for (const [index, one] of cases.entries()) {
    const { violations: found, inWindow } = await runCase(one).catch((error: unknown) => ({
      violations: [`the case itself fails: ${String(error)}`],
      inWindow: 0,
    }));
    results.push({ ...one, outcome: found.length > 0 ? "violation" : inWindow > 0 ? "window" : "ok" });
    violations.push(...found.map((text) => `${nameOf(one)}: ${text}`));
    if (found.length > 0) say(`VIOLATION ${nameOf(one)}: ${found.join("; ")}`);
    if ((index + 1) % 500 === 0) say(`${index + 1}/${cases.length}, ${violations.length} violations`);
  }
  report(reportOf(results, all.length, violations, performance.now() - startedAt));
  expect(violations).toEqual([]);
  expect(results.length).toBeGreaterThanOrEqual(Math.min(handful, all.length));
});

function reportOf(results: readonly Result[], count: number, violations: readonly string[], ms: number): string[] {
  const inWindow = results.filter(({ outcome }) => outcome === "window").length;
  return [
    "# Layer 1: one fault at every request",
    "",
    `\`npm run faults -- --layer 1\`, ${Math.round(ms / 1_000)} s: ${results.length} of ${count} cases; ${faultKinds.length} faults.`,
    "",
    `Violations: ${violations.length}. Cases in window W2 (carried out long after its answer was lost): ${inWindow}; in each the second image was named to the user.`,
    "",
    ...table(
      results,
      "resource",
      ({ subject }) => subject.type,
      ({ verb }) => verb.name,
    ),
    "",
    ...table(
      results,
      "fault",
      ({ faults }) => faults[0]?.fault.name ?? "",
      ({ outcome }) => outcome,
    ),
    ...violations.map((text) => `- ${text}`),
  ];
}
