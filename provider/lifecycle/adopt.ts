/** Takes over what an interrupted create of the same resource has left. */
import { lookUp } from "./lookUp";
import { readMarker } from "./marker";
import { nameOthers } from "./nameOthers";
import { removeLeftover } from "./removeLeftover";
import { withImage } from "./stored";
import { untilDeadline, type Work } from "./work";

/**
 * True when the oldest such image is now in hand; one that the service could not make is removed first.
 * @param otherTokens with which an interrupted create of the resource may have marked its image, too
 */
export async function adopt(work: Work, otherTokens: readonly string[] = []): Promise<boolean> {
  const { ports, entry } = work;
  const findings = await lookUp({ ...work, otherTokens }, untilDeadline(work));
  const free = findings.unfinished.filter(({ id }) => !ports.knownIds.has(id));
  for (const image of free.filter(({ status }) => status === "killed")) await removeLeftover(work, image);
  nameOthers(work, findings);
  const image = free.find(({ status }) => status !== "killed");
  if (image === undefined) return false;
  // The image may have been begun while nothing told whose state it was: the entry works on by its marker.
  const { token = entry.token } = readMarker(image.image.tags) ?? {};
  work.entry = { ...withImage(entry, image), token };
  ports.engine.step(work.urn, `continues with image ${image.id}, which an interrupted run has left`);
  return true;
}
