import type { StreamBody } from "../base/streamBody";

/** The services that the provider calls. */
export type Service = "ims" | "iam" | "sts" | "ecs";

/**
 * The effect of a call, which decides when it may be repeated: `read` looks only, `change` has the same effect when it is
 * repeated, `create` makes something new each time.
 */
export type Effect = "read" | "change" | "create";

export interface Answer {
  readonly status: number;
  readonly headers: Readonly<Record<string, string>>;
  /** The parsed JSON body; undefined when there is none. */
  readonly body: unknown;
}

/** The answer of a call that makes an image: the job that makes it, or the image itself. */
export interface Submitted {
  readonly jobId?: string;
  readonly imageId?: string;
}

/** One call to a service as data: how to ask, and how to read the answer. */
export interface Operation<Out> {
  /** The name of the call in error messages: "create image", "show job". */
  readonly name: string;
  readonly service: Service;
  readonly method: "GET" | "POST" | "PUT" | "PATCH" | "DELETE";
  /** The path as it goes on the wire, already percent-encoded. */
  readonly path: string;
  /** Decoded pairs. */
  readonly query?: readonly (readonly [string, string])[];
  readonly body?: unknown;
  /** Sent instead of `body`, as it is; such a call has a connection of its own and all the time until the deadline. */
  readonly stream?: StreamBody;
  /** Media type of the body, JSON by default. */
  readonly contentType?: string;
  readonly effect: Effect;
  /** Statuses that mean success. */
  readonly success: readonly number[];
  /** Takes the wanted part out of a successful answer; throws when it is not there. */
  readonly read: (answer: Answer) => Out;
}
