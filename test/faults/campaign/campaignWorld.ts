/** One resource in a world of its own, in virtual time, whose requests can meet faults. */
import type { LogEntry, StoredImage } from "pulumi-ims-simulator";
import type { Clock } from "../../../provider/base/clock";
import type { Transport } from "../../../provider/http/wire";
import { openProcess, type Process, startWorld, type World } from "../../support/inProcess";
import { MiniStack } from "../../support/miniStack";
import { repeatableRandom } from "../../support/repeatableRandom";
import type { FaultKind } from "./faults";
import type { Subject } from "./subjects";

export interface PlannedFault {
  /** Which request of the operation it meets, from 1. */
  readonly request: number;
  readonly fault: FaultKind;
}

/** What an operation came to. */
export interface Ran {
  readonly error: Error | undefined;
  readonly warnings: readonly string[];
  readonly log: readonly LogEntry[];
  readonly startedAt: number;
  readonly endedAt: number;
  /** Requests that were sent after its end; what was on its way by then may arrive later. */
  readonly late: number;
}

export interface CampaignOptions {
  /** Seconds until lists show what was made. */
  readonly listLagSeconds?: number;
}

export type Act = (stack: MiniStack) => Promise<unknown>;

export class CampaignWorld {
  readonly subject: Subject;
  readonly world: World;
  /** What the engine has stored, and the provider of the last process. */
  stack: MiniStack;
  /** One for all processes: what chance makes for one of them is not made again for the next. */
  private readonly random = repeatableRandom();
  /** Everything that the user was told. */
  readonly said: string[] = [];

  private constructor(subject: Subject, world: World) {
    this.subject = subject;
    this.world = world;
    this.stack = new MiniStack(subject.provider(world.process()));
  }

  static async open(subject: Subject, { listLagSeconds = 0 }: CampaignOptions = {}): Promise<CampaignWorld> {
    return new CampaignWorld(subject, await startWorld({ seed: { ...subject.seed, listLagSeconds } }));
  }

  images(): readonly StoredImage[] {
    return this.world.simulator.truth().images;
  }

  /** The next command of the CLI: a new process of the provider, with what the engine has stored. */
  async run(
    act: Act,
    faults: readonly PlannedFault[] = [],
    prepare: (process: Process) => void = () => {},
  ): Promise<Ran> {
    const { simulator, clock } = this.world;
    const { state, replaced } = this.stack;
    const way = onTheWay(clock, faults);
    const process = openProcess({
      simulator,
      clock: afterRequests(clock, way.underWay),
      random: this.random,
      around: way.around,
    });
    this.stack = Object.assign(new MiniStack(this.subject.provider(process)), { state, replaced });
    prepare(process);
    simulator.resetLog();
    simulator.clearFaults();
    for (const { request, fault } of faults) {
      if (fault.effect) simulator.addFaults({ match: { request }, effect: fault.effect });
    }
    const startedAt = clock.now();
    const error = await act(this.stack).then(
      () => undefined,
      (reason: unknown) => reason as Error,
    );
    const endedAt = clock.now();
    const sent = way.sent();
    simulator.clearFaults();
    const log = [...simulator.log];
    await turns();
    const warnings = process.engine.warned;
    this.said.push(...warnings, ...(error ? [error.message] : []));
    return { error, warnings, log, startedAt, endedAt, late: way.sent() - sent };
  }

  async close(): Promise<void> {
    const copies = this.world.simulator.takeClientViolations();
    await this.world.stop();
    if (copies.length > 0)
      throw new Error(`I9: ${copies.map(({ method, path, why }) => `${method} ${path}: ${why}`).join("; ")}`);
  }
}

const wantedTurns = 3;

async function turns(): Promise<void> {
  // biome-ignore lint/style/noRestrictedGlobals: a turn of the event loop, not a wait
  for (let turn = 0; turn < wantedTurns; turn++) await new Promise((resolve) => setImmediate(resolve));
}

/** Time that does not jump while a request is on its way: it would seem to be signed long before. */
function afterRequests(clock: Clock, underWay: () => number): Clock {
  return {
    now: clock.now,
    sleep: async (ms, signal) => {
      // biome-ignore lint/style/noRestrictedGlobals: a turn of the event loop, not a wait
      while (underWay() > 0 && !signal?.aborted) await new Promise((resolve) => setImmediate(resolve));
      await clock.sleep(ms, signal);
    },
  };
}

function onTheWay(clock: Clock, faults: readonly PlannedFault[]) {
  let sent = 0;
  let underWay = 0;
  const around =
    (transport: Transport): Transport =>
    async (request) => {
      sent += 1;
      underWay += 1;
      const hit = faults.find((one) => one.request === sent)?.fault.onTheWay;
      try {
        return await (hit ? hit(() => transport(request), request, clock) : transport(request));
      } finally {
        underWay -= 1;
      }
    };
  return { around, sent: () => sent, underWay: () => underWay };
}
