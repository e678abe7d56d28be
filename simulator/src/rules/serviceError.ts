// A refusal, prepared where the rule is and put on the wire by the routes in the dialect of the layer that refuses.

export type NovaFault = "badRequest" | "forbidden" | "itemNotFound" | "conflictingRequest" | "computeFault";

export type Refusal =
  | { dialect: "ims"; code: string; message: string }
  | { dialect: "gateway"; code: string; message: string }
  | { dialect: "iam"; title: string; message: string }
  | { dialect: "text"; message: string }
  | { dialect: "nova"; fault: NovaFault; message: string }
  | { dialect: "glance"; title: string; message: string };

export class ServiceError extends Error {
  readonly status: number;
  readonly refusal: Refusal;

  constructor(status: number, refusal: Refusal) {
    super(refusal.message);
    this.name = "ServiceError";
    this.status = status;
    this.refusal = refusal;
  }
}
