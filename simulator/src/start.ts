// Puts a simulator together and starts it: the one place where all parts meet.
import type { HTTPMethods } from "fastify";
import type { Clock } from "./base/clock";
import type { Cloud } from "./base/cloud";
import { realClock } from "./base/realClock";
import { createEdit, type Edit } from "./edit";
import type { Fault } from "./faults/fault";
import { createFaultScript } from "./faults/faultScript";
import { buildServer } from "./routes/buildServer";
import { createObjections, type Objection } from "./routes/objections";
import { createRequestLog, type LogEntry } from "./routes/requestLog";
import { createLockout } from "./rules/lockout";
import { DEFAULT_METADATA } from "./rules/metadata";
import type { MetadataSettings } from "./rules/metadataService";
import { createReplayDetector } from "./rules/replayDetector";
import { seedImage } from "./rules/seedImage";
import { createThrottle, type ThrottleSettings } from "./rules/throttle";
import type { World } from "./rules/world";
import { defaultSeed } from "./store/defaultSeed";
import { mergeSeeds } from "./store/mergeSeeds";
import type { SeedDocument } from "./store/seedSchema";
import { createStore } from "./store/store";
import { type Truth, truthOf } from "./truth";

export interface StartOptions {
  /** 0, the default, takes any free port; "none" takes requests from `inject` only. */
  port?: number | "none";
  host?: string;
  /** Whose limits apply. */
  cloud?: Cloud;
  clock?: Clock;
  /** Durations of jobs are divided by this. */
  speed?: number;
  /** Laid over the default seed, unless it says replaceDefault. */
  seed?: SeedDocument;
  faults?: readonly Fault[];
  /** Whether signing habits that the real gateway tolerates are refused; true by default. */
  strict?: boolean;
  /** Whether a second image of the same name is refused with IMG.0009; false by default. */
  uniqueNames?: boolean;
  /** How long a token is valid, 24 hours by default. */
  tokenSeconds?: number;
  /** Characters of a token, 480 by default; real ones reach 20 000 with a catalog. */
  tokenLength?: number;
  /** The metadata service of a server, for GET /openstack/latest/securitykey. */
  metadata?: Partial<MetadataSettings>;
  /** Whether GET /v1/{project_id}/jobs/{job_id} is served, the older of the two calls that show a job; true by default. */
  oldJobCall?: boolean;
  /** How many calls the gateway lets through; without limits by default. */
  throttle?: ThrottleSettings;
  /** Speaks TLS with this certificate instead of plain HTTP. */
  tls?: TlsOptions;
  onRequest?: (entry: LogEntry) => void;
}

export interface TlsOptions {
  /** PEM texts. */
  key: string;
  cert: string;
  /** Only clients with a certificate of this authority are let in. */
  clientCa?: string;
}

/** A request without a connection, for tests that make very many. */
export interface InjectedRequest {
  method: string;
  /** Path and query, percent-encoded. */
  target: string;
  headers: Readonly<Record<string, string>>;
  body?: Buffer | undefined;
}

export interface InjectedAnswer {
  status: number;
  headers: Record<string, string>;
  text: string;
}

export interface Simulator {
  url: string;
  /** Rejects when a fault cuts the connection, and never ends when one keeps silent. */
  inject(request: InjectedRequest): Promise<InjectedAnswer>;
  stop(): Promise<void>;
  readonly log: readonly LogEntry[];
  resetLog(): void;
  /** What strict mode has had against the signing of requests since the last call; wrong keys and clocks are none of it. */
  takeClientViolations(): Objection[];
  truth(): Truth;
  addFaults(...faults: Fault[]): void;
  clearFaults(): void;
  edit: Edit;
}

const TOKEN_SECONDS = 24 * 3600;
const TOKEN_LENGTH = 480;

function createWorld(options: StartOptions): World {
  const seed = mergeSeeds(defaultSeed, options.seed);
  const world: World = {
    store: createStore(seed),
    clock: options.clock ?? realClock,
    cloud: options.cloud ?? "huaweicloud",
    speed: options.speed ?? 1,
    strict: options.strict ?? true,
    uniqueNames: options.uniqueNames ?? false,
    late: [],
    unseen: [],
    lockout: createLockout(),
    replays: createReplayDetector(),
    iam: { tokenMs: (options.tokenSeconds ?? TOKEN_SECONDS) * 1000, tokenLength: options.tokenLength ?? TOKEN_LENGTH },
    metadata: { settings: { ...DEFAULT_METADATA, ...options.metadata }, tokens: new Map() },
  };
  for (const image of seed.images ?? []) seedImage(world, image);
  return world;
}

export async function start(options: StartOptions = {}): Promise<Simulator> {
  const world = createWorld(options);
  const faults = createFaultScript(options.faults);
  const log = createRequestLog(options.onRequest);
  const clientViolations = createObjections();
  const throttle = createThrottle(options.throttle);
  const stopping = new AbortController();
  const dropped = new Set(options.oldJobCall === false ? ["showJob"] : []);
  const server = buildServer(
    { world, faults, log, clientViolations, throttle, dropped, stopping: stopping.signal },
    options.tls,
  );
  const { port = 0, host = "127.0.0.1" } = options;
  const url = port === "none" ? `${options.tls ? "https" : "http"}://127.0.0.1` : await server.listen({ port, host });
  return {
    url,
    async stop() {
      stopping.abort();
      await server.close();
    },
    inject: async ({ method, target, headers, body }) => {
      const answer = await server.inject({
        method: method as HTTPMethods,
        url: target,
        headers,
        ...(body ? { payload: body } : {}),
      });
      return { status: answer.statusCode, headers: answer.headers as Record<string, string>, text: answer.payload };
    },
    log: log.entries,
    resetLog: log.reset,
    takeClientViolations: clientViolations.take,
    truth: () => truthOf(world),
    addFaults: (...more) => faults.add(more),
    clearFaults: faults.clear,
    edit: createEdit(world),
  };
}
