/** The provider in this process, in virtual time, against a simulator that shares the clock. */
import { demoCredentials, type Simulator, type StartOptions } from "pulumi-ims-simulator";
import type { Clock } from "../../provider/base/clock";
import type { Random } from "../../provider/base/random";
import { cloudAt } from "../../provider/config/cloudAt";
import { readDefaults } from "../../provider/config/defaults";
import { readSettings } from "../../provider/config/settings";
import { redactedEngine } from "../../provider/engine/redactedEngine";
import type { Transport } from "../../provider/http/wire";
import * as kinds from "../../provider/kinds";
import type { Kind } from "../../provider/kinds/kind";
import * as sets from "../../provider/kinds/sets";
import type { SetKind } from "../../provider/kinds/sets/setKind";
import { createBatching } from "../../provider/lifecycle/batching/batching";
import { createNotices } from "../../provider/lifecycle/context/notices";
import type { Ports } from "../../provider/lifecycle/context/ports";
import { programs } from "../../provider/lifecycle/context/programs";
import { claimedImages } from "../../provider/lifecycle/ownership/claimedImages";
import { handOvers } from "../../provider/lifecycle/ownership/handOvers";
import { orphans } from "../../provider/lifecycle/ownership/orphans";
import { resourceProvider, setProvider } from "../../provider/lifecycle/resourceProvider";
import { type ClientFactory, createClientFactory } from "../../provider/session/clientFactory";
import { cloudOpener } from "../../provider/session/cloudOpener";
import { type FakeEngine, fakeEngine } from "./fakeEngine";
import { MiniStack, type VerbProvider } from "./miniStack";
import { repeatableRandom } from "./repeatableRandom";
import { startSimulator } from "./startSimulator";
import { type VirtualClock, virtualClock } from "./virtualClock";

const region = "eu-de";

export function environmentOf(simulator: Simulator, credentials = demoCredentials): Record<string, string> {
  return {
    HW_ACCESS_KEY: credentials.accessKey,
    HW_SECRET_KEY: credentials.secretKey,
    HW_REGION_NAME: region,
    PULUMI_IMS_ENDPOINTS: JSON.stringify({
      ims: simulator.url,
      iam: simulator.url,
      sts: simulator.url,
      ecs: simulator.url,
    }),
  };
}

/** One process of the provider: what it remembers ends with it. */
export interface Process {
  readonly engine: FakeEngine;
  readonly ports: Ports;
  provider(kind: Kind): VerbProvider;
  setProvider(kind: SetKind): VerbProvider;
}

export interface World {
  readonly simulator: Simulator;
  readonly clock: VirtualClock;
  /** A new process of the provider, as every operation of the CLI starts one. */
  process(environment?: Readonly<Record<string, string>>, stack?: Readonly<Record<string, string>>): Process;
  stack(kind: Kind): MiniStack;
  stop(): Promise<void>;
}

/** What the processes of a world have in common. */
export interface Surrounds {
  readonly simulator: Simulator;
  readonly clock: Clock;
  readonly random: Random;
  /** Stands between the provider and the network. */
  readonly around?: (transport: Transport) => Transport;
}

export function openProcess(
  { simulator, clock, random, around = (transport) => transport }: Surrounds,
  environment: Readonly<Record<string, string>> = environmentOf(simulator),
  stack: Readonly<Record<string, string>> = {},
): Process {
  const engine = fakeEngine();
  const { directTransport, transportFor, ...others } = createClientFactory({
    clock,
    random,
    environment,
    notice: (text) => engine.warn("", text),
  });
  const clientFactory: ClientFactory = {
    ...others,
    transportFor: (tls) => around(transportFor(tls)),
    // The address of the metadata service is a constant, and this machine is no server of the cloud.
    directTransport: (request) => directTransport({ ...request, origin: simulator.url }),
  };
  const settings = () => readSettings(environment, (key) => stack[key]);
  const pollEveryMs = () => settings().pollEveryMs;
  const batching = createBatching({ clock, random, pollEveryMs });
  const ports: Ports = {
    clock,
    random,
    engine: redactedEngine(engine, clientFactory.httpState.redactor.redact),
    redactor: clientFactory.httpState.redactor,
    connect: batching.over(cloudOpener(settings, clientFactory)),
    pollEveryMs,
    cloudAt: (region) => cloudAt(environment, (key) => stack[key], region),
    defaults: () => readDefaults(environment, (key) => stack[key]),
    keepsMarker: () => settings().ownershipMarker === "keep",
    stateIdentity: () => environment["PULUMI_IMS_STATE_ID"] ?? "the only state",
    claimedImages: claimedImages(),
    notices: createNotices(),
    programs: programs(),
    handOvers: handOvers(clock),
    orphans: orphans(clock),
    batching,
  };
  const runtime = { ports, configure: () => undefined, during: <R>(call: () => Promise<R>) => call() };
  return {
    engine,
    ports,
    provider: (kind) => resourceProvider(kind, runtime) as VerbProvider,
    setProvider: (kind) => setProvider(kind, runtime) as VerbProvider,
  };
}

export async function startWorld(options: StartOptions = {}): Promise<World> {
  const clock = virtualClock();
  const simulator = await startSimulator({ clock, ...options });
  const surrounds = { simulator, clock, random: repeatableRandom() };
  return {
    simulator,
    clock,
    process: (environment, stack) => openProcess(surrounds, environment, stack),
    stack: (kind) => new MiniStack(openProcess(surrounds).provider(kind)),
    async stop() {
      await simulator.stop();
    },
  };
}

export { kinds, sets };
