/** What a provider process pays for 500 images that it waits for, in a process of its own, with an engine that listens. */
import { existsSync, readFileSync, rmSync } from "node:fs";
import { createRequire } from "node:module";
import { join } from "node:path";
import { type Clock, systemClock } from "../../provider/base/clock";
import { ecsSystemImage } from "../../provider/kinds";
import { startGrpcEngine } from "../support/grpcEngine";
import { type GrpcProvider, repository, startGrpcProvider } from "../support/grpcProvider";
import { inputsOf } from "../support/grpcWorld";
import { environmentOf } from "../support/inProcess";
import { MiniStack } from "../support/miniStack";
import { startSimulator } from "../support/startSimulator";
import { tempFolders } from "../support/tempFolder";
import { until } from "../support/until";
import { measureOf, report } from "./report";

jest.setTimeout(1_800_000);

const folder = tempFolders();

const images = 500;
const second = 1_000;
const serverId = (index: number) => `11111111-2222-4333-8444-${String(index).padStart(12, "0")}`;

/** What a process has cost since it was asked before. */
interface Costs {
  /** MiB, as the system counts them. */
  readonly rss: number;
  /** MiB in use after garbage was collected. */
  readonly heap: number;
  /** How late events are, in milliseconds. */
  readonly p99: number;
  readonly longest: number;
  /** Timers started. */
  readonly timers: number;
}

/** The creates as fast as they are meant to be, two in a second; then an hour; then real time again. */
const creating = { ms: 300 * second, speed: 1 };
const hour = { ms: 120 * second, speed: 30 };

interface MovedTime {
  readonly begin: number;
  readonly phases: readonly { readonly ms: number; readonly speed: number }[];
}

const load = createRequire(__filename);
const { movedClock } = load("./movedClock.cjs") as { movedClock(real: Clock, time: MovedTime): Clock };

interface Scene {
  readonly bare: Costs;
  /** What creates have failed with. */
  readonly failures: readonly string[];
  /** What the process costs, asked so many times, `ms` of real time apart. */
  sampled(count: number, ms: number): Promise<Costs[]>;
  stop(): Promise<void>;
}

/** All images are waited for; their jobs take half a day. */
async function openScene(time: MovedTime): Promise<Scene> {
  const servers = Array.from({ length: images }, (_, index) => ({ id: serverId(index), durationSeconds: 43_200 }));
  const clock = movedClock(systemClock, time);
  const simulator = await startSimulator({ clock, seed: { servers, quotas: { default: 2 * images } } });
  const engine = await startGrpcEngine();
  const file = join(folder().path, "costs.json");
  const provider = await startGrpcProvider({
    engineAddress: engine.address,
    env: {
      ...environmentOf(simulator),
      NODE_OPTIONS: `--require ${join(__dirname, "waitingProbe.cjs")}`,
      WAITING_PROBE: JSON.stringify({ built: join(repository, "dist"), file, time }),
    },
    callMs: 3_600 * second,
  });
  await askFor(file, provider);
  const bare = await askFor(file, provider);
  const failures: string[] = [];
  const fail = (error: unknown) => failures.push(String(error));
  const creates = Promise.all(servers.map(({ id }, index) => createFrom(provider, id, index).catch(fail)));
  const jobs = () => simulator.truth().jobs.length;
  for (let wanted = 50; wanted <= images; wanted += 50)
    await until(
      () => jobs() >= wanted,
      () => `${jobs()} jobs; ${failures[0] ?? "no failure"}`,
    );
  return {
    bare,
    failures,
    sampled: async (count, ms) => {
      const samples: Costs[] = [];
      await askFor(file, provider);
      for (let sample = 0; sample < count; sample++) {
        await systemClock.sleep(ms);
        samples.push(await askFor(file, provider));
      }
      return samples;
    },
    stop: async () => {
      await provider.stop();
      await creates;
      engine.die();
      await simulator.stop();
    },
  };
}

function createFrom(provider: GrpcProvider, instanceId: string, index: number): Promise<unknown> {
  const name = `golden-${index}`;
  const tags = { team: "base", stage: "production", os: "linux" };
  const timeouts = { create: "24h" };
  return new MiniStack(provider).up(inputsOf(ecsSystemImage, { name, tags, instanceId, timeouts }, name));
}

async function askFor(file: string, { pid, printed }: GrpcProvider): Promise<Costs> {
  rmSync(file, { force: true });
  process.kill(pid, "SIGUSR2");
  await until(() => existsSync(file), printed);
  return JSON.parse(readFileSync(file, "utf8")) as Costs;
}

test("500 images that are waited for, an hour of moved time and a minute of real time", async () => {
  const begin = Date.now();
  const scene = await openScene({ begin, phases: [creating, hour] });
  try {
    await systemClock.sleep(begin + creating.ms - Date.now());
    const [early] = await scene.sampled(1, second);
    const moved = await scene.sampled(4, hour.ms / 4 - second);
    await systemClock.sleep(begin + creating.ms + hour.ms + second - Date.now());
    const seconds = 20;
    const real = await scene.sampled(3, seconds * second);
    expect(scene.failures).toEqual([]);
    const of = (samples: readonly Costs[], pick: (costs: Costs) => number) => samples.map(pick);
    const used = of(moved, ({ heap }) => heap);
    const growth = Math.max(...used) - (early?.heap ?? 0);
    const measures = [
      measureOf(
        "memory over the bare process",
        "MiB",
        of([...moved, ...real], ({ rss }) => rss - scene.bare.rss),
        150,
      ),
      measureOf("memory that objects take", "MiB", used),
      measureOf("growth of that in an hour", "MiB", [growth], 5),
      measureOf(
        "event-loop delay of 99 %",
        "ms",
        of(real, ({ p99 }) => p99),
        20,
      ),
      measureOf(
        "longest event-loop delay",
        "ms",
        of(real, ({ longest }) => longest),
      ),
      measureOf(
        "timers started in a second",
        "timers",
        of(real, ({ timers }) => timers / seconds),
        50,
      ),
    ];
    report("500 images waited for together", measures);
    for (const { median, target } of measures) expect(median).toBeLessThanOrEqual(target ?? Number.POSITIVE_INFINITY);
  } finally {
    await scene.stop();
  }
});
