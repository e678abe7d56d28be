import type { ServiceImage } from "../ims/image";
import type { MarkedImage } from "./lookUp";
import type { Work } from "./work";

/** Names images of the same resource that the state may not know; they are never touched. */
export function warnOfRelatives(work: Work, owned: readonly ServiceImage[], relatives: readonly MarkedImage[]): void {
  const { engine, knownIds } = work.ports;
  const warn = (imageId: string, what: string) => {
    if (!knownIds.has(imageId)) engine.warn(work.urn, `image ${imageId} in ${work.cloud.place.region} ${what}`);
  };
  for (const { id } of owned) {
    warn(
      id,
      "was made for this resource before: it is the old half of a forced replacement, or a second image of an interrupted run",
    );
  }
  for (const { imageId } of relatives.filter(({ marker }) => !work.siblings?.has(marker.token))) {
    warn(
      imageId,
      "was made for this resource from other inputs: an interrupted run or a replacement that is not complete has left it",
    );
  }
}
