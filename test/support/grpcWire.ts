/** What travels between the engine and the dynamic provider server: properties as structs, failures as status details. */
import { createRequire } from "node:module";
import type { ServiceError } from "@grpc/grpc-js";
import type { ResourceProviderClient } from "@pulumi/pulumi/proto/provider_grpc_pb";
import { type CreateRequest, ErrorResourceInitFailed } from "@pulumi/pulumi/proto/provider_pb";
import { Status } from "@pulumi/pulumi/proto/status_pb";
import type { Properties } from "./miniStack";

type Empty = Parameters<ResourceProviderClient["cancel"]>[0];
type Struct = NonNullable<ReturnType<CreateRequest["getProperties"]>>;

// The protobuf library is a dependency of the SDK, not of ours.
const sdk = createRequire(require.resolve("@pulumi/pulumi"));
const { Struct } = sdk("google-protobuf/google/protobuf/struct_pb") as {
  Struct: { fromJavaScript(value: Properties): Struct };
};
const { Empty } = sdk("google-protobuf/google/protobuf/empty_pb") as { Empty: new () => Empty };

export const empty = (): Empty => new Empty();

export function toStruct(properties: Properties): Struct {
  return Struct.fromJavaScript(JSON.parse(JSON.stringify(properties)));
}

export function fromStruct(struct: Struct | undefined): Properties {
  return (struct?.toJavaScript() ?? {}) as Properties;
}

/** A call that was answered with an error. */
export class RpcError extends Error {
  /** The status code of gRPC; 2 is UNKNOWN. */
  readonly status: number;

  constructor({ code, details }: ServiceError) {
    super(details);
    this.status = code;
  }
}

/** An error that carries what the engine keeps of a resource. */
export class RpcPartialFailure extends RpcError {
  readonly id: string;
  readonly reasons: string[];
  readonly properties: Properties;
  /** Size of the details, which travel in one header. */
  readonly bytes: number;

  constructor(error: ServiceError, packed: Buffer, detail: ErrorResourceInitFailed) {
    super(error);
    this.id = detail.getId();
    this.reasons = detail.getReasonsList();
    this.properties = fromStruct(detail.getProperties());
    this.bytes = packed.length;
  }
}

export function errorFrom(error: ServiceError): RpcError {
  const [packed] = error.metadata?.get("grpc-status-details-bin") ?? [];
  if (!Buffer.isBuffer(packed)) return new RpcError(error);
  const [detail] = Status.deserializeBinary(packed).getDetailsList();
  if (detail === undefined) return new RpcError(error);
  return new RpcPartialFailure(error, packed, ErrorResourceInitFailed.deserializeBinary(detail.getValue_asU8()));
}

/** What travels in the headers of the answer: the details, and the message once more, percent-encoded. */
export function headerBytesOf({ message, bytes }: RpcPartialFailure): number {
  return encodeURI(message).length + bytes;
}
