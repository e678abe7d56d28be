/** The engine's side of a provider process: what it logs there, and how it dies. */
import { Server, ServerCredentials, type ServerUnaryCall, type sendUnaryData } from "@grpc/grpc-js";
import { EngineService } from "@pulumi/pulumi/proto/engine_grpc_pb";
import { type LogRequest, LogSeverity } from "@pulumi/pulumi/proto/engine_pb";
import { empty } from "./grpcWire";

export interface EngineMessage {
  readonly severity: "info" | "warning" | "other";
  readonly urn: string;
  readonly message: string;
  readonly ephemeral: boolean;
}

export interface GrpcEngine {
  readonly address: string;
  readonly messages: readonly EngineMessage[];
  /** Gone without a word, as after a SIGKILL of the CLI. */
  die(): void;
}

export async function startGrpcEngine(): Promise<GrpcEngine> {
  const messages: EngineMessage[] = [];
  const server = new Server();
  server.addService(EngineService, {
    log: ({ request }: ServerUnaryCall<LogRequest, unknown>, answer: sendUnaryData<unknown>) => {
      messages.push({
        severity: severities[request.getSeverity()] ?? "other",
        urn: request.getUrn(),
        message: request.getMessage(),
        ephemeral: request.getEphemeral(),
      });
      answer(null, empty());
    },
  });
  const port = await new Promise<number>((resolve, reject) => {
    server.bindAsync("127.0.0.1:0", ServerCredentials.createInsecure(), (error, bound) => {
      if (error) reject(error);
      else resolve(bound);
    });
  });
  return { address: `127.0.0.1:${port}`, messages, die: () => server.forceShutdown() };
}

const severities: Readonly<Record<number, EngineMessage["severity"]>> = {
  [LogSeverity.INFO]: "info",
  [LogSeverity.WARNING]: "warning",
};
