/**
 * What every kind owes its users, from the first `pulumi up` to the last `pulumi destroy`, over the real provider
 * server. A new kind brings a row in `samples.ts`, and with it all scenarios. They are spread over several files, and
 * several kinds take part at a time, because most of their time is waiting: the provider sends two changes a second.
 */
import type { Kind } from "../../../provider/kinds/kind";
import { GrpcWorld, inputsOf, jobsOf, until } from "../../support/grpcWorld";
import type { Properties } from "../../support/miniStack";
import { type Sample, sampleRows } from "../../support/samples";
import type { Scenario } from "./scenarios/scenario";

type Row = (typeof sampleRows)[number];

const jobSeconds = { quick: 0.1, slow: 2.5 };
/** So many tests jest runs at once. */
const kindsAtATime = 5;

export function matrix(scenariosOf: (kind: Kind, sample: Sample) => readonly Scenario[]): void {
  const groups = Array.from({ length: Math.ceil(sampleRows.length / kindsAtATime) }, (_, index) => ({
    rows: sampleRows.slice(index * kindsAtATime, (index + 1) * kindsAtATime),
  }));
  describe.each(groups)("$rows.0.type and the kinds after it", ({ rows }) => {
    const lanes = rows.map((row) => new Lane(row));
    afterAll(() => Promise.all(lanes.map((lane) => lane.close())));

    const columns = lanes.map((lane) =>
      scenariosOf(lane.row.kind, lane.row.sample)
        .filter((scenario) => has(lane.row, scenario))
        .map((scenario) => ({ lane, scenario, title: `${lane.row.type}: ${scenario.title}` })),
    );
    test.concurrent.each(inTurns(columns))("$title", ({ lane, scenario }) => lane.run(scenario));
  });
}

const has = ({ kind, sample }: Row, { needs }: Scenario): boolean =>
  needs === undefined || (needs === "job" ? kind.jobType : sample[needs]) !== undefined;

/** The first of each, the second of each, and so on. */
function inTurns<Item>(columns: readonly (readonly Item[])[]): Item[] {
  const longest = Math.max(...columns.map(({ length }) => length));
  return Array.from({ length: longest }, (_, index) => columns.flatMap((column) => column[index] ?? [])).flat();
}

/** The worlds of a kind, in which one scenario is played at a time. */
class Lane {
  readonly row: Row;
  private readonly worlds = new Map<Scenario["pace"], Promise<GrpcWorld>>();
  private last: Promise<unknown> = Promise.resolve();
  private resources = 0;

  constructor(row: Row) {
    this.row = row;
  }

  run(scenario: Scenario): Promise<void> {
    const turn = this.last.then(() => this.play(scenario));
    this.last = turn.catch(() => undefined);
    return turn;
  }

  async close(): Promise<void> {
    for (const world of this.worlds.values()) await (await world).close();
  }

  private async play({ pace, run }: Scenario): Promise<void> {
    const { kind, sample } = this.row;
    const world = await this.world(pace);
    if (sample.busyWhileRunning) await until("no job runs", () => world.isIdle());
    world.clean();
    this.resources += 1;
    const resource = `r${this.resources}`;
    const program = (change: Properties = {}) => inputsOf(kind, { ...sample.program, ...change }, resource);
    await run({ kind, sample, world, stack: world.stack(), program });
  }

  private world(pace: Scenario["pace"]): Promise<GrpcWorld> {
    const { kind, sample } = this.row;
    const options = { ...jobsOf(kind, jobSeconds[pace]), seed: sample.seed ?? {} };
    const world = this.worlds.get(pace) ?? GrpcWorld.open({}, options);
    this.worlds.set(pace, world);
    return world;
  }
}
