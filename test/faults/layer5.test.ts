/** Layer 5: hostile and broken answers to the provider in a process of its own. */
import fc from "fast-check";
import { hostileAnswer } from "./hostile/hostileAnswer";
import { answersForProcess, type HostileCase, HostileWorld, type Outcome } from "./hostile/hostileWorld";
import { type Call, stages } from "./hostile/stages";
import { profile } from "./profile";
import { table } from "./table";

jest.setTimeout(7_200_000);

const { runs, seed, say, report } = profile();
const handful = 8;
const maxMiB = 300;

type Result = HostileCase & Outcome;

const times = fc.oneof({ weight: 20, arbitrary: fc.integer({ min: 1, max: 3 }) }, fc.constant(1_000_000));

const casesOf = (call: Call, index: number): HostileCase[] =>
  fc
    .sample(fc.tuple(hostileAnswer, times), { numRuns: runs ?? handful, seed: seed + index })
    .map(([answer, often]) => ({ call, answer, times: often }));

const describeCase = ({ call, answer, times: often }: HostileCase) =>
  `${call}, ${often} times ${answer.family}: ${JSON.stringify(answer.shown())}`;

let world: HostileWorld;
beforeAll(async () => {
  world = await HostileWorld.open();
});
afterAll(() => world.close());

test("whatever the service answers, the provider ends with a typed error or a success, within limits", async () => {
  const results: Result[] = [];
  const startedAt = Date.now();
  for (const one of (Object.keys(stages) as Call[]).flatMap(casesOf)) {
    const result = { ...one, ...(await world.run(one)) };
    results.push(result);
    say(`${results.length} ${describeCase(one)}: ${outcomeOf(result)}, ${Math.round(result.maxRssMiB)} MiB`);
    report(reportOf(results, Date.now() - startedAt));
  }
  expect(results.flatMap((one) => one.violations.map((violation) => [describeCase(one), violation]))).toEqual([]);
  expect(results.filter(({ struck }) => struck === 0).map(describeCase)).toEqual([]);
  expect(largest(results)).toBeLessThan(maxMiB);
});

function outcomeOf({ ended, violations }: Outcome): string {
  return violations.length > 0 ? `VIOLATION ${violations.join("; ")}` : ended;
}

function largest(results: readonly Result[]): number {
  return Math.max(...results.map(({ maxRssMiB }) => maxRssMiB));
}

function reportOf(results: readonly Result[], ms: number): string[] {
  const violations = results.filter((one) => one.violations.length > 0);
  return [
    "# Layer 5: hostile and broken answers",
    "",
    `\`npm run faults -- --layer 5 --runs ${runs ?? handful} --seed ${seed}\`, ${Math.round(ms / 1_000)} s: ` +
      `${results.length} answers, to a new process of the provider after every ${answersForProcess}.`,
    "",
    `Violations: ${violations.length}. Most memory that a process had: ${Math.round(largest(results))} MiB of ${maxMiB}.`,
    "",
    ...table(
      results,
      "call",
      ({ call }) => call,
      (one) => outcomeOf(one).split(" ")[0] ?? "",
    ),
    "",
    ...table(
      results,
      "answer",
      ({ answer }) => answer.family,
      (one) => outcomeOf(one).split(" ")[0] ?? "",
    ),
    ...violations.flatMap((one) => ["", `- ${describeCase(one)}: ${one.violations.join("; ")}`]),
  ];
}
