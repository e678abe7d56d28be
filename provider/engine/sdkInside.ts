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
  /** The prototype of the server whose calls include Cancel. */
  readonly serverPrototype: Record<string, unknown>;
}

export function sdkInside(mainScript: string | undefined): SdkInside | undefined {
  if (mainScript === undefined || !/dynamic-provider/.test(mainScript)) return undefined;
  try {
    const sdk = createRequire(mainScript);
    const grpc = sdk("@grpc/grpc-js");
    const messages = sdk("../../proto/engine_pb");
    const { EngineClient } = sdk("../../proto/engine_grpc_pb");
    return {
      connect: (address) => new EngineClient(address, grpc.credentials.createInsecure()),
      newLogRequest: () => new messages.LogRequest(),
      severity: messages.LogSeverity,
      ready: grpc.connectivityState.READY,
      serverPrototype: grpc.Server.prototype,
    };
  } catch {
    return undefined;
  }
}
