/** The dynamic provider server of the SDK as a process of its own, driven over gRPC as the engine drives it. */
import { spawn } from "node:child_process";
import { once } from "node:events";
import { createRequire } from "node:module";
import { join, resolve } from "node:path";
import { createInterface } from "node:readline";
import { type CallOptions, type ClientUnaryCall, credentials, Metadata, type ServiceError } from "@grpc/grpc-js";
import { ResourceProviderClient } from "@pulumi/pulumi/proto/provider_grpc_pb";
import {
  CheckRequest,
  ConfigureRequest,
  CreateRequest,
  DeleteRequest,
  DiffRequest,
  DiffResponse,
  ReadRequest,
  UpdateRequest,
} from "@pulumi/pulumi/proto/provider_pb";
import { empty, errorFrom, fromStruct, toStruct } from "./grpcWire";
import type { Properties, VerbProvider } from "./miniStack";

export const repository = resolve(__dirname, "../..");

export interface GrpcProviderOptions {
  /** The program's directory, from which the loader finds the package. Default: the repository. */
  readonly cwd?: string;
  /** The whole environment of the process, but for PATH. */
  readonly env: Readonly<Record<string, string>>;
  /** Default: a word that is no address, so that no engine is known. */
  readonly engineAddress?: string;
  /** Configuration of the stack, under full keys; `never` leaves the call out. */
  readonly config?: Readonly<Record<string, string>> | "never";
  /** How long a call may take; 15 s by default. */
  readonly callMs?: number;
}

export interface GrpcProvider extends VerbProvider {
  readonly pid: number;
  configure(config: Readonly<Record<string, string>>): Promise<void>;
  /** Ctrl-C. */
  cancel(): Promise<void>;
  /** Everything that the process has printed so far. */
  printed(): string;
  /** Lets go of the standard input, as an engine does that dies. */
  closeInput(): void;
  /** The process has ended, by itself or by `stop`. */
  readonly ended: Promise<void>;
  stop(): Promise<void>;
}

const startMs = 30_000;
const usualCallMs = 15_000;

export async function startGrpcProvider(options: GrpcProviderOptions): Promise<GrpcProvider> {
  const { cwd = repository, env, engineAddress = "no-engine", config = {}, callMs = usualCallMs } = options;
  const script = createRequire(join(repository, "_")).resolve("@pulumi/pulumi/cmd/dynamic-provider");
  const child = spawn(process.execPath, [script, engineAddress], {
    cwd,
    env: { ...env, PATH: process.env["PATH"], PULUMI_NODEJS_PROJECT: "contract" },
    stdio: ["pipe", "pipe", "pipe"],
  });
  let printed = "";
  for (const stream of [child.stdout, child.stderr]) {
    stream.setEncoding("utf8").on("data", (chunk: string) => {
      printed += chunk;
    });
  }
  const ended = once(child, "exit").then(() => undefined);
  const signal = AbortSignal.any([
    AbortSignal.timeout(startMs),
    abortedBy(ended, () => `the provider ended: ${printed}`),
  ]);
  const [port] = (await once(createInterface(child.stdout), "line", { signal })) as [string];
  const client = new ResourceProviderClient(`127.0.0.1:${port}`, credentials.createInsecure());
  const provider: GrpcProvider = {
    ...verbsOf(client, callMs),
    pid: child.pid ?? 0,
    printed: () => printed,
    closeInput: () => child.stdin.destroy(),
    ended,
    stop: async () => {
      client.close();
      child.kill("SIGKILL");
      await ended;
    },
  };
  if (config !== "never") await provider.configure(config);
  return provider;
}

function abortedBy(event: Promise<void>, reason: () => string): AbortSignal {
  const controller = new AbortController();
  void event.then(() => controller.abort(new Error(reason())));
  return controller.signal;
}

type Verbs = VerbProvider & Pick<GrpcProvider, "configure" | "cancel">;

function verbsOf(client: ResourceProviderClient, callMs: number): Verbs {
  const unary = <Request, Answer>(call: Unary<Request, Answer>, request: Request) => send(call, request, callMs);
  return {
    configure: async (config) => {
      const request = new ConfigureRequest().setArgs(toStruct(config)).setAcceptsecrets(true).setAcceptresources(true);
      await unary(client.configure.bind(client), request);
    },
    check: async (olds, news) => {
      const request = new CheckRequest().setUrn(urnOf(news)).setOlds(toStruct(olds)).setNews(toStruct(news));
      const answer = await unary(client.check.bind(client), request);
      const failures = answer.getFailuresList().map((failure) => failure.toObject());
      return { inputs: fromStruct(answer.getInputs()), failures };
    },
    diff: async (id, olds, news) => {
      const request = new DiffRequest().setId(id).setUrn(urnOf(news));
      const answer = await unary(client.diff.bind(client), request.setOlds(toStruct(olds)).setNews(toStruct(news)));
      return readDiff(answer);
    },
    create: async (inputs) => {
      const request = new CreateRequest().setUrn(urnOf(inputs)).setProperties(toStruct(inputs));
      const answer = await unary(client.create.bind(client), request);
      return { id: answer.getId(), outs: fromStruct(answer.getProperties()) };
    },
    read: async (id, props) => {
      const request = new ReadRequest().setId(id).setUrn(urnOf(props)).setProperties(toStruct(props));
      const answer = await unary(client.read.bind(client), request);
      const found = { id: answer.getId(), props: fromStruct(answer.getProperties()) };
      return answer.hasInputs() ? { ...found, inputs: fromStruct(answer.getInputs()) } : found;
    },
    update: async (id, olds, news) => {
      const request = new UpdateRequest().setId(id).setUrn(urnOf(news));
      const answer = await unary(client.update.bind(client), request.setOlds(toStruct(olds)).setNews(toStruct(news)));
      return { outs: fromStruct(answer.getProperties()) };
    },
    delete: async (id, props) => {
      const request = new DeleteRequest().setId(id).setUrn(urnOf(props)).setProperties(toStruct(props));
      await unary(client.delete.bind(client), request);
    },
    cancel: async () => {
      await unary(client.cancel.bind(client), empty());
    },
  };
}

function urnOf(properties: Properties): string {
  return typeof properties["__urn"] === "string" ? properties["__urn"] : "";
}

const { DIFF_SOME, DIFF_NONE } = DiffResponse.DiffChanges;

function readDiff(answer: DiffResponse): Awaited<ReturnType<VerbProvider["diff"]>> {
  const first = answer.getDeletebeforereplace() ? { deleteBeforeReplace: true } : {};
  const diffs = answer.getDiffsList();
  const answered = { replaces: answer.getReplacesList(), ...first, ...(diffs.length > 0 ? { diffs } : {}) };
  const changes = answer.getChanges();
  return changes === DIFF_SOME || changes === DIFF_NONE ? { changes: changes === DIFF_SOME, ...answered } : answered;
}

type Unary<Request, Answer> = (
  request: Request,
  metadata: Metadata,
  options: Partial<CallOptions>,
  done: (error: ServiceError | null, answer: Answer) => void,
) => ClientUnaryCall;

function send<Request, Answer>(call: Unary<Request, Answer>, request: Request, callMs: number): Promise<Answer> {
  return new Promise((resolveCall, reject) => {
    call(request, new Metadata(), { deadline: Date.now() + callMs }, (error, answer) => {
      if (error) reject(errorFrom(error));
      else resolveCall(answer);
    });
  });
}
