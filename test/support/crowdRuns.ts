/** What a command of the CLI does with many images at once, and what it costs: calls to the services, and lag behind the jobs. */
import { ecsSystemImage } from "../../provider/kinds";
import { type Crowd, type CrowdOptions, inParallel, stacksIn, startCrowd } from "./crowd";
import type { MiniStack, Properties, ResourceState } from "./miniStack";

const kind = ecsSystemImage;
const second = 1_000;

export interface Scene {
  readonly crowd: Crowd;
  /** The seconds that the job of each image takes. */
  readonly seconds: readonly number[];
  readonly programs: readonly Properties[];
}

export interface Run {
  /** Every call to every service, by method and path. */
  readonly calls: Readonly<Record<string, number>>;
  readonly total: number;
  readonly states: readonly (ResourceState | undefined)[];
  /** From the end of each job until its create was done, in seconds, shortest first. */
  readonly lags: readonly number[];
}

const serverId = (index: number) => `11111111-2222-4333-8444-${String(index).padStart(12, "0")}`;
const nameOf = (index: number) => `golden-${index}`;

/** What the image of a server becomes, beside how long its job takes. */
type Outcome = Omit<NonNullable<NonNullable<CrowdOptions["seed"]>["servers"]>[number], "id" | "durationSeconds">;

/** Each image is made from a server of its own. */
export async function openScene(
  seconds: readonly number[],
  options: CrowdOptions = {},
  outcomes: readonly Outcome[] = [],
): Promise<Scene> {
  const programs = seconds.map((_, index) => ({
    name: nameOf(index),
    tags: { team: "base" },
    instanceId: serverId(index),
    __urn: `urn:pulumi:dev::shop::pulumi-nodejs:dynamic/ims:${kind.type}::${nameOf(index)}`,
    __provider: "the loader",
  }));
  const servers = seconds.map((durationSeconds, index) => ({
    ...outcomes[index],
    id: serverId(index),
    durationSeconds,
  }));
  const crowd = await startCrowd({ ...options, seed: { ...options.seed, servers } });
  return { crowd, seconds, programs };
}

export async function createAll(scene: Scene, parallel: number): Promise<Run> {
  const ends = new Map<string, number>();
  const run = await runAll(
    scene,
    parallel,
    scene.programs.map(() => undefined),
    async (stack, program) => {
      await stack.up(program);
      ends.set(String(program["name"]), scene.crowd.clock.now());
    },
  );
  const posts = scene.crowd.simulator.log.filter(({ path }) => path === "/v2/cloudimages/action");
  const lags = scene.seconds.map((seconds, index) => {
    const post = posts.find(({ body }) => (body as Properties)["name"] === nameOf(index));
    return ((ends.get(nameOf(index)) ?? 0) - (post?.at ?? 0)) / second - seconds;
  });
  return { ...run, lags: lags.sort((a, b) => a - b) };
}

export const refreshAll = (scene: Scene, parallel: number, states: Run["states"]): Promise<Run> =>
  runAll(scene, parallel, states, (stack) => stack.refresh());

export const updateAll = (scene: Scene, parallel: number, states: Run["states"], change: Properties): Promise<Run> =>
  runAll(scene, parallel, states, (stack, program) => stack.up({ ...program, ...change }));

export const destroyAll = (scene: Scene, parallel: number, states: Run["states"]): Promise<Run> =>
  runAll(scene, parallel, states, (stack) => stack.destroy());

/** A new process of the provider, as every command starts one. */
async function runAll(
  { crowd, programs }: Scene,
  parallel: number,
  states: Run["states"],
  act: (stack: MiniStack, program: Properties) => Promise<unknown>,
): Promise<Run> {
  crowd.simulator.resetLog();
  const stacks = stacksIn(crowd.process(), kind, states);
  await crowd.clock.run(inParallel(stacks, parallel, (stack, index) => act(stack, programs[index] ?? {})));
  const calls: Record<string, number> = {};
  for (const { method, path } of crowd.simulator.log) {
    const name = `${method} ${path.replace(/\?.*/, "").replaceAll(/[0-9a-f]{8}-?[0-9a-f-]{24,27}/g, "{id}")}`;
    calls[name] = (calls[name] ?? 0) + 1;
  }
  return { calls, total: crowd.simulator.log.length, states: stacks.map(({ state }) => state), lags: [] };
}

/** The value that so large a share of the values does not exceed. */
export function percentile(sorted: readonly number[], share: number): number {
  return sorted[Math.max(Math.ceil(sorted.length * share) - 1, 0)] ?? 0;
}

/** Spread evenly from the first to the last. */
export function spread(count: number, first: number, last: number): number[] {
  return Array.from({ length: count }, (_, index) => first + ((last - first) * index) / Math.max(count - 1, 1));
}
