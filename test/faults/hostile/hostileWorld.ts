/** A simulator, a hostile server before it, and the provider in a process of its own, which a probe looks into. */
import { createRequire } from "node:module";
import { join } from "node:path";
import { demoServerId, type Simulator } from "pulumi-ims-simulator";
import { type Clock, systemClock } from "../../../provider/base/clock";
import { ecsSystemImage } from "../../../provider/kinds";
import { type GrpcProvider, startGrpcProvider } from "../../support/grpcProvider";
import { RpcError } from "../../support/grpcWire";
import { contractEnvironment, inputsOf } from "../../support/grpcWorld";
import { MiniStack, type ResourceState } from "../../support/miniStack";
import { startSimulator } from "../../support/startSimulator";
import { until } from "../../support/until";
import type { HostileAnswer } from "./hostileAnswer";
import { HostileFront } from "./hostileFront";
import { type Call, stages } from "./stages";

const { fastTime } = createRequire(__filename)("./fastTime.cjs") as { fastTime: (real: Clock) => Clock };

export interface HostileCase {
  readonly call: Call;
  readonly answer: HostileAnswer;
  /** How often it comes before a true answer does. */
  readonly times: number;
}

/** What the probe says about a verb. */
interface Verdict {
  /** `success`, the code of the error, or `untyped`. */
  readonly ended: string;
  readonly untyped: readonly string[];
  readonly maxRssMiB: number;
  readonly polluted: boolean;
}

export interface Outcome extends Verdict {
  readonly struck: number;
  readonly violations: readonly string[];
}

/** Twenty minutes are four seconds here, and must be enough on a busy machine. */
const programWithin = (timeout: string) =>
  inputsOf(ecsSystemImage, {
    name: "golden",
    tags: { team: "base" },
    instanceId: demoServerId,
    timeouts: { create: timeout, update: timeout },
  });
const program = programWithin("20m");
const maxMessage = 4_100;
const maxStateBytes = 4 * 1024 * 1024;
// biome-ignore lint/suspicious/noControlCharactersInRegex: these are what must not be there
const control = /[\u0000-\u0008\u000b-\u001f\u007f-\u009f\u202e]/;

export const answersForProcess = 50;

export class HostileWorld {
  private readonly simulator: Simulator;
  private readonly front: HostileFront;
  private provider: GrpcProvider;
  private answers = 0;
  private readonly made: ResourceState;

  private constructor(simulator: Simulator, front: HostileFront, provider: GrpcProvider, made: ResourceState) {
    [this.simulator, this.front, this.provider, this.made] = [simulator, front, provider, made];
  }

  static async open(): Promise<HostileWorld> {
    const simulator = await startSimulator({ clock: fastTime(systemClock), speed: 10 });
    const front = await HostileFront.open(simulator.url);
    const provider = await startProvider(simulator, front);
    const stack = new MiniStack(provider);
    await stack.up(programWithin("300m"));
    return new HostileWorld(simulator, front, provider, stack.known());
  }

  async run({ call, answer, times }: HostileCase): Promise<Outcome> {
    const { target, verb } = stages[call];
    await this.renew();
    const stack = new MiniStack(this.provider);
    if (verb === "refresh") stack.state = { ...this.made };
    const before = this.verdicts().length;
    this.front.attack({ ...target, times, bytes: answer.bytes });
    const { error, result } = await (verb === "create" ? stack.up(program) : stack.refresh()).then(
      (value) => ({ result: value, error: undefined }),
      (reason: unknown) => ({ result: "", error: reason }),
    );
    this.front.rest();
    await until(
      () => this.verdicts().length > before,
      () => `no verdict: ${this.provider.printed().slice(-2_000)}`,
    );
    const verdict = this.verdicts()[before];
    if (verdict === undefined) throw new Error("unreachable");
    this.clean();
    const text = error instanceof Error ? error.message : "";
    const state = JSON.stringify(stack.state ?? {});
    const violations = [
      ...verdict.untyped.map((one) => `not the provider's own error: ${one}`),
      verdict.ended === "untyped" && `an error without a code: ${text}`,
      verdict.polluted && "the prototype of all objects was changed",
      error !== undefined && !(error instanceof RpcError && error.status === 2) && `the call broke: ${String(error)}`,
      result === "gone" && "an image that is there was taken for gone",
      text.length > maxMessage && `a message of ${text.length} characters`,
      control.test(text) && `control characters in ${JSON.stringify(text)}`,
      state.length > maxStateBytes && `a state of ${state.length} characters`,
    ].filter((one) => typeof one === "string");
    return { ...verdict, struck: this.front.struck, violations };
  }

  async close(): Promise<void> {
    await this.provider.stop();
    await this.front.close();
    // In fast time a request is seconds old when it arrives, and looks like the copy of another one.
    this.simulator.takeClientViolations();
    await this.simulator.stop();
  }

  /** A process has as many images to look after as a large stack has. */
  private async renew(): Promise<void> {
    this.answers += 1;
    if (this.answers % answersForProcess !== 0) return;
    await this.provider.stop();
    this.provider = await startProvider(this.simulator, this.front);
  }

  private verdicts(): readonly Verdict[] {
    return [...this.provider.printed().matchAll(/^verdict (.*)\n/gm)].map(([, json = ""]) => JSON.parse(json));
  }

  /** The image of the refreshes stays. */
  private clean(): void {
    for (const { id } of this.simulator.truth().images)
      if (id !== this.made.outputs["imageId"]) this.simulator.edit.deleteImage(id);
  }
}

function startProvider(simulator: Simulator, front: HostileFront): Promise<GrpcProvider> {
  return startGrpcProvider({
    env: {
      ...contractEnvironment({ ...simulator, url: front.url }),
      PULUMI_IMS_POLL_INTERVAL: "15",
      NODE_OPTIONS: `--require ${join(__dirname, "probe.cjs")}`,
    },
    config: { "ims:requestTimeout": "3600" },
    callMs: 60_000,
  });
}
