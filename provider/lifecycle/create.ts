/**
 * create: exactly one image, whatever was tried before. Look for an image that an earlier attempt has left, else ask
 * for one; then wait for it and hand it over. (exactly-once protocol, create)
 */
import { ImsError } from "../base/errors";
import type { Kind } from "../kinds/kind";
import { argsOf, parseArgs } from "./args";
import { bringInLine } from "./bringInLine";
import { finish } from "./finish";
import { lookUp } from "./lookUp";
import { newNonce, tokenOf } from "./marker";
import type { Ports } from "./ports";
import { removeImage } from "./removeImage";
import { type Entry, idOf, type Properties, storedProperties, urnOf, withImage } from "./stored";
import { submit } from "./submit";
import { warnOfRelatives } from "./warnOfRelatives";
import { deadlineOf, untilDeadline, type Work } from "./work";

export interface Created {
  readonly id: string;
  readonly outs: Properties;
}

export async function create(kind: Kind, inputs: Properties, ports: Ports): Promise<Created> {
  const args = parseArgs(kind, inputs);
  if (ports.engine.stop.aborted) throw new ImsError("CANCELLED", "Interrupted before anything was sent");
  const nonce = newNonce(ports.random.id);
  const deadline = deadlineOf(kind, inputs, "create", ports.clock.now());
  const cloud = await ports.connect({ region: args.region });
  const { region, projectId } = cloud.place;
  const urn = urnOf(inputs);
  const token = tokenOf({ urn, kind: kind.name, region, projectId, immutable: args.immutable });
  const entry: Entry = { ...blank, inputs, place: cloud.place, token, nonce };
  const work: Work = { kind, urn, cloud, ports, deadline, entry };

  const adopted = await adopt(work);
  if (!adopted) await submit(work, argsOf(kind, inputs));
  const later = Object.fromEntries(Object.entries(inputs).filter(([key]) => kind.setAfter.includes(key)));
  await finish(work, {
    removeLeftovers: true,
    before: (image) => (adopted ? bringInLine(work, image, inputs, "adopted") : bringInLine(work, image, later, {})),
  });
  return { id: idOf(work.entry), outs: storedProperties(work.entry) };
}

const blank = { imageId: undefined, jobId: undefined, status: "queued", image: undefined, phase: "pending" } as const;

/** Takes the oldest image that an interrupted create of the same resource has left. */
async function adopt(work: Work): Promise<boolean> {
  const { ports, entry } = work;
  const findings = await lookUp(work, untilDeadline(work));
  const free = findings.unfinished.filter(({ id }) => !ports.knownIds.has(id));
  for (const image of free.filter(({ status }) => status === "killed")) await removeImage(work, image.id);
  warnOfRelatives(work, findings.owned, findings.relatives);
  const image = free.find(({ status }) => status !== "killed");
  if (image === undefined) return false;
  work.entry = withImage(entry, image);
  ports.engine.step(work.urn, `continues with image ${image.id}, which an interrupted run has left`);
  return true;
}
