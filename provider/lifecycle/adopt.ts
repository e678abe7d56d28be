/** Takes over what an interrupted create of the same resource has left. */
import { lookUp } from "./lookUp";
import { removeLeftover } from "./removeLeftover";
import { withImage } from "./stored";
import { warnOfRelatives } from "./warnOfRelatives";
import { untilDeadline, type Work } from "./work";

/** True when the oldest such image is now in hand; one that the service could not make is removed first. */
export async function adopt(work: Work): Promise<boolean> {
  const { ports, entry } = work;
  const findings = await lookUp(work, untilDeadline(work));
  const free = findings.unfinished.filter(({ id }) => !ports.knownIds.has(id));
  for (const image of free.filter(({ status }) => status === "killed")) await removeLeftover(work, image);
  warnOfRelatives(work, findings.owned, findings.relatives);
  const image = free.find(({ status }) => status !== "killed");
  if (image === undefined) return false;
  work.entry = withImage(entry, image);
  ports.engine.step(work.urn, `continues with image ${image.id}, which an interrupted run has left`);
  return true;
}
