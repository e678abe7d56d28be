/** Layer 2: runs that chance makes, of operations with several faults and accidents, in virtual time. */
import fc from "fast-check";
import { describePlan, type Plan, plans } from "./campaign/plans";
import { runPlan } from "./campaign/runPlan";
import { profile } from "./profile";

jest.setTimeout(14_400_000);

const { runs, seeds, say, report } = profile();
const handful = 60;

interface Outcome {
  readonly seed: number;
  readonly runs: number;
  readonly seconds: number;
  readonly windows: Readonly<Record<string, number>>;
  readonly counterexample?: string;
}

async function campaign(seed: number, numRuns: number): Promise<Outcome> {
  const windows: Record<string, number> = {};
  const startedAt = performance.now();
  let done = 0;
  const property = fc.asyncProperty(plans, async (plan: Plan) => {
    const { violations, inWindow, window } = await runPlan(plan);
    done += 1;
    if (done % 500 === 0) say(`seed ${seed}: ${done}/${numRuns}`);
    if (violations.length > 0) throw new Error(violations.join("; "));
    if (window !== undefined && inWindow > 0) windows[window] = (windows[window] ?? 0) + 1;
  });
  const details = await fc.check(property, { seed, numRuns });
  const [plan] = details.counterexample ?? [];
  const seconds = Math.round((performance.now() - startedAt) / 1_000);
  const outcome = { seed, runs: details.numRuns, seconds, windows };
  if (!details.failed || plan === undefined) return outcome;
  const why = details.errorInstance instanceof Error ? details.errorInstance.message : String(details.errorInstance);
  return {
    ...outcome,
    counterexample: `seed ${seed}, path ${details.counterexamplePath}: ${describePlan(plan)}: ${why}`,
  };
}

test("random runs with faults and accidents lose no image, make none twice outside of the windows, and converge", async () => {
  const outcomes: Outcome[] = [];
  for (const seed of seeds) {
    const outcome = await campaign(seed, runs ?? handful);
    say(`seed ${seed}: ${outcome.counterexample ?? "no violation"}`);
    outcomes.push(outcome);
    report(reportOf(outcomes));
  }
  expect(outcomes.flatMap(({ counterexample }) => counterexample ?? [])).toEqual([]);
  expect(outcomes.every((outcome) => outcome.runs >= (runs ?? handful))).toBe(true);
});

const names = ["W1", "W2", "W3", "W4"];

function reportOf(outcomes: readonly Outcome[]): string[] {
  const rows = outcomes.map(
    ({ seed, runs: count, seconds, windows, counterexample }) =>
      `| ${[seed, count, seconds, counterexample === undefined ? 0 : 1, ...names.map((name) => windows[name] ?? 0)].join(" | ")} |`,
  );
  const found = outcomes.flatMap(({ counterexample }) => counterexample ?? []);
  return [
    "# Layer 2: random runs",
    "",
    `\`npm run faults -- --layer 2 --runs ${outcomes[0]?.runs ?? 0} --seed ${outcomes.map(({ seed }) => seed).join(",")}\`. The last seed of a run with \`any\` was drawn by the clock.`,
    "",
    "Each run: up to three operations with up to four faults each, Ctrl-C or a kill at a message of the progress, lists that show new images up to 120 s late; then one quiet refresh and up.",
    "A second image counts as a violation unless the run opens a window of the protocol; then it has to be named to the user.",
    "",
    "| seed | runs | seconds | violations | second image in W1 | in W2 | in W3 | in W4 |",
    "| --- | --- | --- | --- | --- | --- | --- | --- |",
    ...rows,
    ...found.map((text) => `- ${text}`),
  ];
}
