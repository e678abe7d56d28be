import type { ResourceContext } from "../context/resourceContext";
import type { Findings } from "../ownership/findOwnImages";
import { sayOfOthers } from "./sayOfOthers";

/** Names unfinished images of the same resource that this create does not continue; they are never touched. */
export function nameOthers(
  context: ResourceContext,
  { unfinished, recorded, otherImages, ofOtherStates }: Findings,
): void {
  const { engine, claimedImages } = context.ports;
  const { region } = context.cloud.place;
  const others = otherImages.filter(
    ({ imageId, marker }) => !claimedImages.has(imageId) && !context.siblings?.has(marker.token),
  );
  for (const { id } of unfinished) {
    engine.warn(
      context.urn,
      `image ${id} in ${region} was begun for this resource by another run that was interrupted; \`pulumi-ims orphans\` removes it`,
    );
  }
  for (const { imageId } of others.filter(({ marker }) => marker.state === "unfinished")) {
    engine.warn(
      context.urn,
      `image ${imageId} in ${region} was begun for this resource with other inputs, by a run that was interrupted; \`pulumi-ims orphans\` removes it`,
    );
  }
  for (const { imageId } of ofOtherStates) {
    engine.warn(
      context.urn,
      `image ${imageId} in ${region} was begun for a resource of this name by the run of another state, or before the backend moved; this run makes its own. With the earlier address as ims:stateId the next run continues it, and \`pulumi-ims orphans --other-states\` removes it`,
    );
  }
  const finished = [
    ...recorded.map(({ id, image }) => ({ imageId: id, tags: image.tags })),
    ...others.filter(({ marker }) => marker.state !== "unfinished"),
  ];
  sayOfOthers(context, finished);
}
