/** Many resources at once in one process of the provider, in virtual time: time stands still while a request is under way. */
import type { Simulator, StartOptions } from "pulumi-ims-simulator";
import type { Transport } from "../../provider/http/wire";
import type { Kind } from "../../provider/kinds/kind";
import { type EventClock, eventClock } from "./eventClock";
import { openProcess, type Process } from "./inProcess";
import { MiniStack, type ResourceState } from "./miniStack";
import { repeatableRandom } from "./repeatableRandom";
import { startSimulator } from "./startSimulator";

export interface Crowd {
  readonly simulator: Simulator;
  readonly clock: EventClock;
  /** With the key of the demo account, unless the environment says otherwise. */
  process(environment?: Readonly<Record<string, string>>): Process;
  stop(): Promise<void>;
}

export interface CrowdOptions extends StartOptions {
  /** How long each answer takes, in virtual time. */
  readonly latencyMs?: number;
}

export async function startCrowd({ latencyMs = 0, ...options }: CrowdOptions = {}): Promise<Crowd> {
  let underWay = 0;
  const clock = eventClock(() => underWay > 0);
  const simulator = await startSimulator({ clock, ...options });
  const around =
    (transport: Transport): Transport =>
    async (request) => {
      if (latencyMs > 0) await clock.sleep(latencyMs);
      underWay += 1;
      return transport(request).finally(() => {
        underWay -= 1;
      });
    };
  const surrounds = { simulator, clock, random: repeatableRandom(), around };
  return {
    simulator,
    clock,
    process: (environment) => openProcess(surrounds, environment),
    stop: () => simulator.stop(),
  };
}

/** Many resources of one kind in the same process. */
export function stacksIn(process: Process, kind: Kind, states: readonly (ResourceState | undefined)[]): MiniStack[] {
  const provider = process.provider(kind);
  return states.map((state) => {
    const stack = new MiniStack(provider);
    stack.state = state;
    return stack;
  });
}

/** Runs at most so many at a time, in order, as the engine does. */
export async function inParallel<Item, Out>(
  items: readonly Item[],
  parallel: number,
  act: (item: Item, index: number) => Promise<Out>,
): Promise<Out[]> {
  const results: Out[] = [];
  const next = items.entries();
  const worker = async () => {
    for (const [index, item] of next) results[index] = await act(item, index);
  };
  await Promise.all(Array.from({ length: Math.min(parallel, items.length) }, worker));
  return results;
}
