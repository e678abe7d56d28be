/** Asks the service for the image: one POST, and another only when the first has left no trace for the settling time. */
import { clockTime } from "../../base/clockTime";
import { hasCode, ImsError, messageOf } from "../../base/errors";
import { isRecord } from "../../base/isRecord";
import { sentence } from "../../base/sentence";
import type { Operation, Submitted } from "../../ims/operation";
import type { Tag } from "../../ims/tags";
import { assertMayWrite, cancellable, type ResourceContext } from "../context/resourceContext";
import { findOwnImages } from "../ownership/findOwnImages";
import { readMarker, unfinishedMarker } from "../ownership/marker";
import type { Properties } from "../state/stored";
import { withImage } from "../state/stored";

/** How long an image may take to show up after a lost answer. */
const settlingMs = 60_000;
const lookEveryMs = 10_000;
const maxPosts = 2;

export async function submit(context: ResourceContext, args: Properties): Promise<void> {
  const operation = context.kind.submit(args, tagsFor(context), context.cloud.place);
  const submitted = await submitOnce([context], operation);
  context.entry = { ...context.entry, ...submitted };
}

/** The program's tags and the marker of an image that is about to be asked for. */
export function tagsFor({ entry }: ResourceContext): Tag[] {
  return [...programTags(entry.inputs), unfinishedMarker(entry)];
}

/** One call that makes the images of all `works`; where its answer is lost, the images that show up are noted in them. */
export async function submitOnce(
  works: readonly [ResourceContext, ...ResourceContext[]],
  operation: Operation<Submitted>,
): Promise<Submitted> {
  const [context] = works;
  let wasTaken = false;
  for (let posts = 1; ; posts++) {
    try {
      assertMayWrite(context);
      const submitted = await context.cloud.send(operation, cancellable(context));
      context.ports.engine.step(context.urn, nameOf(submitted));
      if (isNamed(submitted)) return submitted;
      wasTaken = true;
      throw new ImsError("OUTCOME_UNKNOWN", "The service took the call but named neither job nor image");
    } catch (error) {
      // An earlier call may have been executed, and may be the very reason of this refusal.
      if (!hasCode(error, "OUTCOME_UNKNOWN")) throw posts === 1 ? notCreated(error) : unknownOutcome(error);
      if (await waitForAppearance(works, error)) return {};
      if (posts === maxPosts || wasTaken) throw unknownOutcome(error);
    }
  }
}

/** The tags in the order in which the program wrote them, which maps lose on their way through the engine. */
function programTags(inputs: Properties): Tag[] {
  const tags = isRecord(inputs["tags"]) ? inputs["tags"] : {};
  const order: unknown[] = Array.isArray(inputs["__tagOrder"]) ? inputs["__tagOrder"] : [];
  const rank = (key: string) => {
    const at = order.findIndex((item) => typeof item === "string" && item.trim() === key);
    return at < 0 ? order.length : at;
  };
  return Object.entries(tags)
    .map(([key, value]) => ({ key, value: String(value) }))
    .sort((a, b) => rank(a.key) - rank(b.key));
}

/**
 * Waits for images of ours to appear after an answer was lost: one that is there shows that the call was executed. False
 * when none has, for the whole settling time and in a search that worked.
 */
async function waitForAppearance(
  works: readonly [ResourceContext, ...ResourceContext[]],
  lost: ImsError,
): Promise<boolean> {
  const [context] = works;
  const { clock, engine } = context.ports;
  const end = clock.now() + settlingMs;
  engine.step(context.urn, `looking for the image until ${clockTime(end)}: ${lost.message}`);
  for (;;) {
    if (engine.stop.aborted) throw unknownOutcome(brokenOff("CANCELLED", "Interrupted while looking for it", lost));
    const found = await Promise.all(works.map(recordIfFound));
    if (found.includes(true)) return true;
    const now = clock.now();
    if (now >= context.deadline)
      throw unknownOutcome(brokenOff("DEADLINE", "The time-out passed while looking for it", lost));
    if (now >= end && !found.includes(undefined)) return false;
    await clock.sleep(now < end ? Math.min(lookEveryMs, end - now) : lookEveryMs, engine.stop);
  }
}

function brokenOff(code: "CANCELLED" | "DEADLINE", why: string, lost: ImsError): ImsError {
  return new ImsError(code, `${why}. ${lost.message}`, lost.facts, lost);
}

/** Undefined when the search itself failed, which says nothing about the image. */
async function recordIfFound(context: ResourceContext): Promise<boolean | undefined> {
  const findings = await findOwnImages(context, cancellable(context)).catch(() => undefined);
  const image = findings?.unfinished.find((one) => readMarker(one.image.tags)?.nonce === context.entry.nonce);
  if (image !== undefined) context.entry = withImage(context.entry, image);
  return findings && image !== undefined;
}

function isNamed({ jobId, imageId }: Submitted): boolean {
  return jobId !== undefined || imageId !== undefined;
}

function nameOf({ jobId, imageId }: Submitted): string {
  if (jobId !== undefined) return `submitted as job ${jobId}`;
  return imageId === undefined ? "submitted" : `made image ${imageId}`;
}

function notCreated(error: unknown): unknown {
  if (!hasCode(error, "REFUSED", "UNREACHABLE", "CANCELLED")) return error;
  return new ImsError(error.code, `The image was not created. ${error.message}`, error.facts, error);
}

function unknownOutcome(error: unknown): ImsError {
  return new ImsError(
    "OUTCOME_UNKNOWN",
    `It is not known whether the image was created. ${sentence(messageOf(error))} Run \`pulumi up\` again: it looks for the image before it asks for a new one.`,
    hasCode(error, "OUTCOME_UNKNOWN") ? error.facts : {},
    error,
  );
}
