/** A simulator in real time and a provider process that talks to it. */
import { demoCredentials, type Simulator, type StartOptions, type StoredImage } from "pulumi-ims-simulator";
import { systemClock } from "../../provider/base/clock";
import { markerKey } from "../../provider/ims/markerKey";
import type { Kind } from "../../provider/kinds/kind";
import { loaderOf } from "../../provider/resources/loader";
import { type GrpcProvider, type GrpcProviderOptions, startGrpcProvider } from "./grpcProvider";
import { environmentOf } from "./inProcess";
import { MiniStack, type Properties } from "./miniStack";
import { startSimulator } from "./startSimulator";

export class GrpcWorld {
  readonly simulator: Simulator;
  /** The project that the provider works in, unless told otherwise. */
  readonly projectId = demoCredentials.projects["eu-de"] ?? "";
  provider: GrpcProvider;
  private readonly options: Partial<GrpcProviderOptions>;
  private createsBefore = 0;

  private constructor(simulator: Simulator, provider: GrpcProvider, options: Partial<GrpcProviderOptions>) {
    this.simulator = simulator;
    this.provider = provider;
    this.options = options;
  }

  /** Jobs take a fraction of a second, unless `simulation` says otherwise. */
  static async open(
    options: Partial<GrpcProviderOptions> = {},
    simulation: StartOptions = { speed: 2_000 },
  ): Promise<GrpcWorld> {
    const simulator = await startSimulator(simulation);
    try {
      return new GrpcWorld(simulator, await startFor(simulator, options), options);
    } catch (error) {
      await simulator.stop();
      throw error;
    }
  }

  /** A new process of the provider, as every operation of the CLI has one; the one before is killed. */
  async restart(options: Partial<GrpcProviderOptions> = {}): Promise<void> {
    await this.provider.stop();
    this.provider = await startFor(this.simulator, { ...this.options, ...options });
  }

  stack(): MiniStack {
    return new MiniStack(this.provider);
  }

  images(): StoredImage[] {
    return this.simulator.truth().images;
  }

  /** The one image that there is. */
  image(): StoredImage {
    const [image, ...others] = this.images();
    if (image === undefined || others.length > 0) throw new Error(`there are ${this.images().length} images`);
    return image;
  }

  /** Creates that were carried out since the last `clean`. */
  creates(): number {
    return this.simulator.truth().creates - this.createsBefore;
  }

  /** Polls of jobs since the last `clean`. */
  polls(): number {
    return this.simulator.log.filter(({ path }) => path.includes("/jobs/")).length;
  }

  /** Every job has ended. */
  isIdle(): boolean {
    return this.simulator.truth().jobs.every(({ status }) => status === "SUCCESS" || status === "FAIL");
  }

  clean(): void {
    this.simulator.clearFaults();
    for (const { id } of this.images()) this.simulator.edit.deleteImage(id);
    this.createsBefore = this.simulator.truth().creates;
    this.simulator.resetLog();
  }

  async close(): Promise<void> {
    await this.provider.stop();
    await this.simulator.stop();
  }
}

export function contractEnvironment(simulator: Simulator): Record<string, string> {
  return { ...environmentOf(simulator), PULUMI_IMS_POLL_INTERVAL: "0.05" };
}

function startFor(simulator: Simulator, options: Partial<GrpcProviderOptions>): Promise<GrpcProvider> {
  return startGrpcProvider({ env: contractEnvironment(simulator), ...options });
}

/** Durations of jobs such that those of this kind take `seconds`. */
export function jobsOf(kind: Kind, seconds: number): StartOptions {
  return { speed: kind.typicalSeconds / seconds };
}

/** What the class of the kind sends for a program's arguments. */
export function inputsOf(
  { name, type }: Pick<Kind, "name" | "type">,
  args: Properties,
  resource = "golden",
): Properties {
  const tags = args["tags"];
  return {
    ...args,
    __urn: `urn:pulumi:dev::contract::pulumi-nodejs:dynamic/ims:${type}::${resource}`,
    ...(typeof tags === "object" && tags !== null ? { __tagOrder: Object.keys(tags) } : {}),
    __provider: loaderOf(name),
  };
}

/** `c` while the image is unfinished, `o` once it was handed over. */
export function markerOf({ tags }: StoredImage): string {
  return tags[markerKey]?.split("-")[0] ?? "";
}

const patienceMs = 15_000;
const lookEveryMs = 20;

export async function until(what: string, isSo: () => boolean): Promise<void> {
  const end = Date.now() + patienceMs;
  while (!isSo()) {
    if (Date.now() > end) throw new Error(`waited in vain: ${what}`);
    await systemClock.sleep(lookEveryMs);
  }
}

/** The error that a call is expected to end with. */
export async function failureOf<Expected extends Error>(
  call: Promise<unknown>,
  type: abstract new (...args: never[]) => Expected,
): Promise<Expected> {
  const outcome = await call.then(
    (value) => ({ value }),
    (error: unknown) => ({ error }),
  );
  if ("error" in outcome && outcome.error instanceof type) return outcome.error;
  throw new Error(`expected a ${type.name}, got ${JSON.stringify(outcome, errorText)}`);
}

function errorText(_key: string, value: unknown): unknown {
  return value instanceof Error ? `${value.name}: ${value.message}` : value;
}
