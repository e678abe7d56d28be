/** Asks the service for the image: one POST, and another only when the first was certainly not executed. */
import { hasCode, ImsError, messageOf } from "../base/errors";
import { isRecord } from "../base/isRecord";
import type { Operation, Submitted } from "../ims/operation";
import type { Tag } from "../ims/tags";
import { lookUp } from "./lookUp";
import { unfinishedMarker } from "./marker";
import type { Properties } from "./stored";
import { withImage } from "./stored";
import { gate, untilDeadline, type Work } from "./work";

/** How long an image may take to show up after a lost answer. */
const settlingMs = 60_000;
const lookEveryMs = 10_000;
const maxPosts = 2;

export async function submit(work: Work, args: Properties): Promise<void> {
  const operation = work.kind.submit(args, tagsFor(work), work.cloud.place);
  const submitted = await post([work], operation);
  work.entry = { ...work.entry, ...submitted };
}

/** The program's tags and the marker of an image that is about to be asked for. */
export function tagsFor({ entry }: Work): Tag[] {
  return [...programTags(entry.inputs), unfinishedMarker(entry.token)];
}

/** One call that makes the images of all `works`; where its answer is lost, the images that show up are noted in them. */
export async function post(works: readonly [Work, ...Work[]], operation: Operation<Submitted>): Promise<Submitted> {
  const [work] = works;
  for (let posts = 1; ; posts++) {
    gate(work);
    try {
      const submitted = await work.cloud.send(operation, untilDeadline(work));
      work.ports.engine.step(work.urn, nameOf(submitted));
      if (isNamed(submitted) || (await showUp(works))) return submitted;
      throw new ImsError(
        "OUTCOME_UNKNOWN",
        "The service took the call but named neither job nor image, and none has shown up",
      );
    } catch (error) {
      if (!hasCode(error, "OUTCOME_UNKNOWN")) throw notCreated(error);
      if (await showUp(works)) return {};
      if (posts === maxPosts) throw unknownOutcome(error);
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

/** Waits for images of ours to appear after an answer was lost: one that is there shows that the call was executed. */
async function showUp(works: readonly [Work, ...Work[]]): Promise<boolean> {
  const [work] = works;
  const { clock, engine } = work.ports;
  engine.step(work.urn, "the answer did not say what was made; looking for the image before asking again");
  const end = Math.min(clock.now() + settlingMs, work.deadline);
  for (;;) {
    if (engine.stop.aborted) throw unknownOutcome(new ImsError("CANCELLED", "Interrupted while looking for it"));
    const found = await Promise.all(works.map(noteImage));
    if (found.includes(true)) return true;
    if (clock.now() >= end) return false;
    await clock.sleep(Math.min(lookEveryMs, end - clock.now()), engine.stop);
  }
}

async function noteImage(work: Work): Promise<boolean> {
  const { unfinished } = await lookUp(work, untilDeadline(work)).catch(() => nothing);
  const image = unfinished.find(({ id }) => !work.ports.knownIds.has(id));
  if (image === undefined) return false;
  work.entry = withImage(work.entry, image);
  return true;
}

function isNamed({ jobId, imageId }: Submitted): boolean {
  return jobId !== undefined || imageId !== undefined;
}

function nameOf({ jobId, imageId }: Submitted): string {
  if (jobId !== undefined) return `submitted as job ${jobId}`;
  return imageId === undefined ? "submitted" : `made image ${imageId}`;
}

const nothing = { unfinished: [] } as const;

function notCreated(error: unknown): unknown {
  if (!hasCode(error, "REFUSED", "UNREACHABLE")) return error;
  return new ImsError(error.code, `The image was not created. ${error.message}`, error.facts, error);
}

function unknownOutcome(error: unknown): ImsError {
  return new ImsError(
    "OUTCOME_UNKNOWN",
    `It is not known whether the image was created. ${messageOf(error)}. Run \`pulumi up\` again: it looks for the image before it asks for a new one.`,
    hasCode(error, "OUTCOME_UNKNOWN") ? error.facts : {},
    error,
  );
}
