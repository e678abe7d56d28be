/** Layer 4: accidents of runs of the real CLI. */
import { repeatableRandom } from "../support/repeatableRandom";
import { accidents } from "./cli/accidents";
import { type Command, commands } from "./cli/commands";
import {
  boundariesOfCommand,
  type CliCase,
  type CliVerdict,
  openStage,
  runAccident,
  type Stage,
} from "./cli/runAccident";
import type { Boundary } from "./kills/killPoint";
import { profile } from "./profile";
import { shuffled } from "./shuffled";
import { table } from "./table";

jest.setTimeout(7_200_000);

const { runs, seed, say, report } = profile();
const random = repeatableRandom(seed);

let stage: Stage;
beforeAll(async () => {
  stage = await openStage();
});
afterAll(() => stage.project.close());

const describeCase = ({ accident, command, boundary }: CliCase) =>
  `${accident.name} in ${command.name}, at ${boundary.method} ${boundary.path} number ${boundary.nth}`;

const [create] = commands as [Command, ...Command[]];
const takeover = accidents.find(({ next }) => next !== undefined);
const firstCall: Boundary = { method: "GET", path: "^/v3/projects$", nth: 1 };
const submission: Boundary = { method: "POST", path: "^/v2/cloudimages/action$", nth: 1 };

if (runs === undefined) {
  test("a create whose processes were all killed is finished from another directory with the same state", async () => {
    if (takeover === undefined) throw new Error("there is no such accident");
    const verdict = await runAccident(stage, { accident: takeover, command: create, boundary: submission });
    expect(verdict).toEqual({ struck: true, orphans: 0, violations: [] });
  });

  test("a run that was ended by Ctrl-C twice is finished by the next one", async () => {
    const accident = accidents.find(({ name }) => name === "Ctrl-C twice");
    if (accident === undefined) throw new Error("there is no such accident");
    const verdict = await runAccident(stage, { accident, command: create, boundary: submission });
    expect(verdict).toEqual({ struck: true, orphans: 0, violations: [] });
  });

  test("a provider whose CLI is killed in its first moment ends, and the next run makes the image", async () => {
    const accident = accidents.find(({ name }) => name === "SIGKILL of the CLI");
    if (accident === undefined) throw new Error("there is no such accident");
    const verdict = await runAccident(stage, { accident, command: create, boundary: firstCall });
    expect(verdict).toEqual({ struck: true, orphans: 0, violations: [] });
  });
} else {
  test("whatever happens to a run, no image is lost, none is made twice, and the next run converges", async () => {
    const results: (CliCase & CliVerdict)[] = [];
    const startedAt = Date.now();
    const cases = await casesOf(runs);
    for (const [i, one] of cases.entries()) {
      const result = { ...one, ...(await runAccident(stage, one)) };
      results.push(result);
      if (result.violations.length > 0) {
        await stage.project.close();
        stage = await openStage();
      }
      say(`${i + 1}/${cases.length} ${describeCase(one)}: ${outcomeOf(result)}`);
      report(reportOf(results, Date.now() - startedAt));
    }
    expect(
      results.filter(({ violations }) => violations.length > 0).map((one) => [describeCase(one), one.violations]),
    ).toEqual([]);
  });
}

/** Every accident as often as the others; the command and its request come by chance. */
async function casesOf(count: number): Promise<CliCase[]> {
  const boundaries = new Map<Command, Boundary[]>();
  for (const command of commands) boundaries.set(command, await boundariesOfCommand(stage, command));
  const rounds = Array.from({ length: Math.ceil(count / accidents.length) }, () => shuffled(accidents, random)).flat();
  return rounds.slice(0, count).flatMap((accident) => {
    // Half of the accidents happen in a create.
    const command = random.fraction() < 0.5 ? create : shuffled(commands, random)[0];
    const boundary = command && shuffled(boundaries.get(command) ?? [], random)[0];
    return command && boundary ? [{ accident, command, boundary }] : [];
  });
}

function outcomeOf({ struck, orphans, violations }: CliVerdict): string {
  if (violations.length > 0) return `VIOLATION ${violations.join("; ")}`;
  if (!struck) return "unreached";
  return orphans > 0 ? "window" : "ok";
}

function reportOf(results: readonly (CliCase & CliVerdict)[], ms: number): string[] {
  const violations = results.filter((one) => one.violations.length > 0);
  return [
    "# Layer 4: accidents of runs of the real CLI",
    "",
    `\`npm run faults -- --layer 4 --runs ${results.length} --seed ${seed}\`, ${Math.round(ms / 1_000)} s.`,
    "",
    `Violations: ${violations.length}. Runs that fell into a window (W1; W6 with a broken lock): ` +
      `${results.filter(({ orphans }) => orphans > 0).length}; in each of them the second image was named to the user.`,
    "",
    ...table(
      results,
      "accident",
      ({ accident }) => accident.name,
      (one) => outcomeOf(one).split(" ")[0] ?? "",
    ),
    "",
    ...table(
      results,
      "accident",
      ({ accident }) => accident.name,
      ({ command }) => command.name,
    ),
    ...violations.flatMap((one) => ["", `- ${describeCase(one)}: ${one.violations.join("; ")}`]),
  ];
}
