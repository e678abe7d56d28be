/**
 * What every kind owes its users, from the first `pulumi up` to the last `pulumi destroy`, over the real provider
 * server. A new kind brings a row in `samples.ts`, and with it all scenarios. They are spread over several files only so
 * that they run side by side: most of their time is waiting.
 */
import type { Kind } from "../../../provider/kinds/kind";
import { GrpcWorld, inputsOf, jobsOf, until } from "../../support/grpcWorld";
import type { Properties } from "../../support/miniStack";
import { type Sample, sampleRows } from "../../support/samples";
import type { Scenario } from "./scenarios/scenario";

const jobSeconds = { quick: 0.1, slow: 1.5 };

export function matrix(scenariosOf: (kind: Kind, sample: Sample) => readonly Scenario[]): void {
  describe.each(sampleRows)("$type", ({ kind, sample }) => {
    const scenarios = scenariosOf(kind, sample).filter((scenario) => has(kind, sample, scenario));
    if (scenarios.length === 0) return;
    const worlds = new Map<Scenario["pace"], GrpcWorld>();
    beforeAll(async () => {
      const paces = [...new Set(scenarios.map(({ pace }) => pace))];
      await Promise.all(paces.map(async (pace) => worlds.set(pace, await open(kind, sample, pace))));
    });
    afterAll(() => Promise.all([...worlds.values()].map((world) => world.close())));

    let resources = 0;
    test.each(scenarios)("$title", async ({ pace, run }) => {
      const world = worldOf(worlds, pace);
      if (sample.busyWhileRunning) await until("no job runs", () => world.isIdle());
      world.clean();
      resources += 1;
      const program = (change: Properties = {}) => inputsOf(kind, { ...sample.program, ...change }, `r${resources}`);
      await run({ kind, sample, world, stack: world.stack(), program });
    });
  });
}

const has = (kind: Kind, sample: Sample, { needs }: Scenario): boolean =>
  needs === undefined || (needs === "job" ? kind.jobType : sample[needs]) !== undefined;

const open = (kind: Kind, { seed = {} }: Sample, pace: Scenario["pace"]) =>
  GrpcWorld.open({}, { ...jobsOf(kind, jobSeconds[pace]), seed });

function worldOf(worlds: ReadonlyMap<Scenario["pace"], GrpcWorld>, pace: Scenario["pace"]): GrpcWorld {
  const world = worlds.get(pace);
  if (world === undefined) throw new Error(`the world of ${pace} jobs was not opened`);
  return world;
}
