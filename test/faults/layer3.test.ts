/** Layer 3: the provider's process is killed at every request, before, in the middle of and after it. */
import { repeatableRandom } from "../support/repeatableRandom";
import { killCases, type Operation } from "./kills/killCases";
import { KillWorld } from "./kills/killWorld";
import { type KillCase, runKill, type Verdict } from "./kills/runKill";
import { subjects } from "./kills/subjects";
import { verbs } from "./kills/verbs";
import { profile } from "./profile";
import { table } from "./table";

jest.setTimeout(7_200_000);

const { runs, seed, say, report } = profile();
const handful = 5;

const operations: readonly Operation[] = subjects.flatMap((subject) => verbs.map((verb) => ({ subject, verb })));
const shortOperations = operations.filter(
  ({ subject, verb }) => subject.type === "EcsSystemImage" && ["create", "delete"].includes(verb.name),
);

type Result = KillCase & Verdict;

const describeCase = ({ subject, verb, point }: KillCase) =>
  `${subject.type} ${verb.name}, killed ${point.moment} ${point.method} ${point.path} number ${point.nth}`;

test("a provider that is killed at any request loses no image and makes none twice, and the next run converges", async () => {
  const random = repeatableRandom(seed);
  let world = await KillWorld.open();
  const all = await killCases(world, runs === undefined ? shortOperations : operations, random);
  const cases = all.slice(0, runs ?? handful);
  const results: Result[] = [];
  const startedAt = Date.now();
  for (const [i, one] of cases.entries()) {
    const result = { ...one, ...(await runKill(world, one, random.fraction())) };
    results.push(result);
    if (result.violations.length > 0) {
      await world.close();
      world = await KillWorld.open();
    }
    say(`${i + 1}/${cases.length} ${describeCase(one)}: ${outcomeOf(result)}`);
    report(reportOf(results, all.length, Date.now() - startedAt));
  }
  await world.close();
  expect(
    results.filter(({ violations }) => violations.length > 0).map((one) => [describeCase(one), one.violations]),
  ).toEqual([]);
  expect(results.some(({ struck }) => struck)).toBe(true);
});

function outcomeOf({ struck, inWindow, violations }: Verdict): string {
  if (violations.length > 0) return `VIOLATION ${violations.join("; ")}`;
  if (!struck) return "unreached";
  return inWindow > 0 ? "window" : "ok";
}

function reportOf(results: readonly Result[], cases: number, ms: number): string[] {
  const violations = results.filter((one) => one.violations.length > 0);
  return [
    "# Layer 3: kills of the provider's process",
    "",
    `\`npm run faults -- --layer 3 --runs ${results.length} --seed ${seed}\`, ${Math.round(ms / 1_000)} s. ` +
      `There are ${cases} cases, ${cases / 4} requests at 4 moments each; a run of that many kills has each request once.`,
    "",
    `Violations: ${violations.length}. Kills in window W1 (handed over, and not written down yet): ` +
      `${results.filter(({ inWindow }) => inWindow > 0).length}; in each of them the second image was named to the user.`,
    "",
    ...table(
      results,
      "resource",
      ({ subject }) => subject.type,
      (one) => outcomeOf(one).split(" ")[0] ?? "",
    ),
    "",
    ...table(
      results,
      "operation",
      ({ verb }) => verb.name,
      ({ point }) => point.moment,
    ),
    ...violations.flatMap((one) => ["", `- ${describeCase(one)}: ${one.violations.join("; ")}`]),
  ];
}
