/** One operation on one resource, while it runs. */
import { parseDuration } from "../../base/duration";
import { ImsError } from "../../base/errors";
import { isRecord } from "../../base/isRecord";
import type { Cloud, SendOptions } from "../../http/client/cloud";
import type { Kind } from "../../kinds/kind";
import { PartialFailure } from "../state/partialFailure";
import { idOf, type Properties, type StoredImage, storedProperties } from "../state/stored";
import type { Ports } from "./ports";
import { waitTeller } from "./waitTeller";

export interface ResourceContext {
  readonly kind: Kind;
  readonly urn: string;
  readonly cloud: Cloud;
  readonly ports: Ports;
  /** When the operation gives up, in milliseconds since 1970. */
  readonly deadline: number;
  /** Tokens of the other images of the same resource, for sets of images. */
  readonly siblings?: ReadonlySet<string>;
  /** The resource as far as it is known: a failure at this moment has to keep it. */
  entry: StoredImage;
  /** True once the image was changed: a failure after that has to be recorded. */
  changed?: true;
}

/** An operation that ends when its engine says so. */
interface Watched {
  readonly ports: Pick<Ports, "engine">;
}

const minute = 60_000;

export type Verb = "create" | "update" | "delete";

/**
 * The `timeouts` argument, else the `customTimeouts` option as the engine sends it, else the option as the class saw it,
 * else the kind's own time.
 */
export function deadlineOf(
  kind: Pick<Kind, "timeoutMinutes">,
  inputs: Properties,
  verb: Verb,
  { clock, engine }: Pick<Ports, "clock" | "engine">,
): number {
  const given =
    timeoutIn(inputs["timeouts"], verb) ?? engine.customTimeoutMs() ?? timeoutIn(inputs["__timeouts"], verb);
  return clock.now() + (given ?? kind.timeoutMinutes[verb] * minute);
}

function timeoutIn(timeouts: unknown, verb: Verb): number | undefined {
  const text = isRecord(timeouts) ? timeouts[verb] : undefined;
  return typeof text === "string" ? parseDuration(text) : undefined;
}

/** For looking and waiting: ends with the operation. */
export function cancellable({
  ports,
  deadline,
  urn,
}: Watched & Pick<ResourceContext, "deadline" | "urn">): SendOptions {
  return { signal: ports.engine.stop, deadline, onWait: waitTeller(ports, urn) };
}

/** For what must be brought to an end once it is begun, also after the deadline or a Ctrl-C. */
export function uninterruptible({ ports, deadline, urn }: ResourceContext): SendOptions {
  return { deadline: Math.max(deadline, ports.clock.now() + minute), onWait: waitTeller(ports, urn) };
}

/** Before each request that changes something: nobody would record what is done for an engine that is gone. */
export function assertMayWrite({ ports }: Watched): void {
  if (ports.engine.isGone()) throw new ImsError("CANCELLED", "The Pulumi engine is gone; nothing more was sent");
  if (ports.engine.stop.aborted) throw new ImsError("CANCELLED", "Interrupted; nothing more was sent");
}

export function partialFailure(
  context: ResourceContext,
  reason: string,
  change: Partial<StoredImage> = {},
): PartialFailure {
  context.entry = { ...context.entry, ...change };
  const { imageId, nonce } = context.entry;
  context.ports.claimedImages.note(imageId, nonce);
  return new PartialFailure(idOf(context.entry), reason, storedProperties(context.entry));
}
