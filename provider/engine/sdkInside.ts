/**
 * The parts of the running SDK that the dynamic provider server does not hand out: its gRPC library and the client of
 * the engine's service. Undefined where the process is not that server or the SDK looks different inside.
 */
import { createRequire } from "node:module";

export interface EngineClient {
  log(request: LogRequest, done: (error: unknown) => void): void;
  getChannel(): { getConnectivityState(tryToConnect: boolean): number };
}

export interface LogRequest {
  setSeverity(severity: number): void;
  setUrn(urn: string): void;
  setMessage(message: string): void;
  setEphemeral(ephemeral: boolean): void;
}

export interface SdkInside {
  readonly connect: (address: string) => EngineClient;
  readonly newLogRequest: () => LogRequest;
  readonly severity: { readonly INFO: number; readonly WARNING: number };
  /** The value of `getConnectivityState` for a live connection. */
  readonly ready: number;
  /** The prototype of the server that the calls of the engine come to. */
  readonly serverPrototype: Record<string, unknown>;
  /** Makes the message of one difference in the answer to a diff. */
  readonly newPropertyDiff: () => PropertyDiff;
  /** The kinds of differences by their names, such as `ADD_REPLACE`. */
  readonly differences: Readonly<Record<string, number>>;
  /** The value of `changes` in the answer to a diff that says that something differs. */
  readonly someChanges: number;
}

export interface PropertyDiff {
  setKind(kind: number): void;
  setInputdiff(isOfInputs: boolean): void;
}

export function sdkInside(mainScript: string | undefined): SdkInside | undefined {
  if (mainScript === undefined || !/dynamic-provider/.test(mainScript)) return undefined;
  try {
    const sdk = createRequire(mainScript);
    const grpc = sdk("@grpc/grpc-js");
    const messages = sdk("../../proto/engine_pb");
    const { EngineClient } = sdk("../../proto/engine_grpc_pb");
    const { PropertyDiff, DiffResponse } = sdk("../../proto/provider_pb");
    return {
      connect: (address) => new EngineClient(address, grpc.credentials.createInsecure()),
      newLogRequest: () => new messages.LogRequest(),
      severity: messages.LogSeverity,
      ready: grpc.connectivityState.READY,
      serverPrototype: grpc.Server.prototype,
      newPropertyDiff: () => new PropertyDiff(),
      differences: PropertyDiff.Kind,
      someChanges: DiffResponse.DiffChanges.DIFF_SOME,
    };
  } catch {
    return undefined;
  }
}
