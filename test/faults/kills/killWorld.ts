/** A simulator that strikes at a point, and the provider process that is struck. */
import { setTimeout as pause } from "node:timers/promises";
import type { LogEntry, Simulator, StoredImage } from "pulumi-ims-simulator";
import { type GrpcEngine, startGrpcEngine } from "../../support/grpcEngine";
import { type GrpcProvider, startGrpcProvider } from "../../support/grpcProvider";
import { contractEnvironment } from "../../support/grpcWorld";
import { MiniStack } from "../../support/miniStack";
import { startSimulator } from "../../support/startSimulator";
import type { KillPoint } from "./killPoint";

/** Jobs of minutes take some tenths of a second. */
const speed = 1_500;
/** How long a request that is under way is held. */
const heldMs = 150;
const longestBetweenMs = 30;

export class KillWorld {
  stack: MiniStack;
  private readonly simulator: Simulator;
  private readonly engine: GrpcEngine;
  private provider: GrpcProvider;
  private readonly hooks: Hooks;
  private createsBefore = 0;
  private messagesBefore = 0;

  private constructor(simulator: Simulator, engine: GrpcEngine, provider: GrpcProvider, hooks: Hooks) {
    [this.simulator, this.engine, this.provider, this.hooks] = [simulator, engine, provider, hooks];
    this.stack = new MiniStack(provider);
  }

  static async open(): Promise<KillWorld> {
    const hooks: Hooks = { onRequest: () => undefined, onHeld: () => undefined };
    const clock = {
      now: () => Date.now(),
      sleep: async (ms: number, signal?: AbortSignal) => {
        hooks.onHeld();
        await pause(ms, undefined, signal ? { signal } : {});
      },
    };
    const simulator = await startSimulator({ speed, clock, onRequest: (entry) => hooks.onRequest(entry) });
    const engine = await startGrpcEngine();
    return new KillWorld(simulator, engine, await startProvider(simulator, engine), hooks);
  }

  /** Nothing is left of what was; the process goes on, as one that has just been started. */
  clean(): void {
    this.disarm();
    for (const { id } of this.images()) this.simulator.edit.deleteImage(id);
    this.createsBefore = this.simulator.truth().creates;
    this.messagesBefore = this.engine.messages.length;
    this.stack = new MiniStack(this.provider);
  }

  /** The next command of the CLI: another process. */
  async next(): Promise<void> {
    await this.provider.stop();
    this.provider = await startProvider(this.simulator, this.engine);
    this.stack.provider = this.provider;
  }

  /** Ctrl-C. */
  cancel(): Promise<void> {
    return this.provider.cancel();
  }

  /** Resolves when the service has begun to make something. */
  async begun(): Promise<void> {
    const before = this.simulator.truth().creates;
    await new Promise<void>((resolve) => {
      this.hooks.onRequest = () => (this.simulator.truth().creates > before ? resolve() : undefined);
    });
    this.hooks.onRequest = () => undefined;
  }

  /** The requests of an operation. */
  async requestsOf(operation: () => Promise<unknown>): Promise<readonly LogEntry[]> {
    this.simulator.resetLog();
    await operation();
    return [...this.simulator.log];
  }

  /** Runs an operation in whose middle the process is killed; false when the point was not reached. */
  async strike(point: KillPoint, chance: number, operation: () => Promise<unknown>): Promise<boolean> {
    let struck: Promise<void> | undefined;
    const kill = () => {
      struck ??= this.provider.stop();
    };
    this.arm(point, chance, kill);
    await operation().catch(() => undefined);
    this.disarm();
    await struck;
    // What was under way is carried out, whoever waits for it.
    await pause(heldMs);
    return struck !== undefined;
  }

  private arm({ method, path, nth, moment }: KillPoint, chance: number, kill: () => void): void {
    const match = { method, path, nth };
    if (moment === "underWay") {
      this.hooks.onHeld = kill;
      this.simulator.addFaults({ match, effect: { kind: "delay", ms: heldMs } });
      return;
    }
    if (moment === "before") this.simulator.addFaults({ match, effect: { kind: "reset", when: "before" } });
    const pattern = new RegExp(path);
    let count = 0;
    this.hooks.onRequest = (entry) => {
      if (entry.method !== method || !pattern.test(entry.path.split("?")[0] ?? "")) return;
      count += 1;
      if (count !== nth) return;
      if (moment === "between") void pause(chance * longestBetweenMs).then(kill);
      else kill();
    };
  }

  private disarm(): void {
    this.simulator.clearFaults();
    this.hooks.onRequest = () => undefined;
    this.hooks.onHeld = () => undefined;
  }

  images(): readonly StoredImage[] {
    return this.simulator.truth().images;
  }

  creates(): number {
    return this.simulator.truth().creates - this.createsBefore;
  }

  warnings(): readonly string[] {
    const messages = this.engine.messages.slice(this.messagesBefore);
    return messages.filter(({ severity }) => severity === "warning").map(({ message }) => message);
  }

  async close(): Promise<void> {
    await this.provider.stop();
    this.engine.die();
    await this.simulator.stop();
  }
}

interface Hooks {
  onRequest: (entry: LogEntry) => void;
  /** A request is held before it is carried out. */
  onHeld: () => void;
}

function startProvider(simulator: Simulator, engine: GrpcEngine): Promise<GrpcProvider> {
  return startGrpcProvider({ env: contractEnvironment(simulator), engineAddress: engine.address });
}
