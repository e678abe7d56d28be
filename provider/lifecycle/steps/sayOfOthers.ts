import type { Ports } from "../context/ports";
import { readMarker } from "../ownership/marker";

interface Said {
  readonly urn: string;
  readonly ports: Pick<Ports, "engine" | "claimedImages" | "notices">;
}

/**
 * One line in a run about other images of the resource that a state has had. This very run may be about to delete them;
 * only `orphans` can tell. Images that are kept on purpose do not count.
 */
export function sayOfOthers(
  { urn, ports: { engine, claimedImages, notices } }: Said,
  images: readonly { readonly imageId: string; readonly tags: Readonly<Record<string, string>> }[],
): void {
  const others = images.filter(
    ({ imageId, tags }) => !claimedImages.has(imageId) && readMarker(tags)?.isKept === false,
  );
  if (others.length === 0 || !notices.isFirst("other images")) return;
  const what = others.length === 1 ? "There is another image" : `There are ${others.length} other images`;
  engine.inform(urn, `${what} of this resource; \`pulumi-ims orphans\` says which of them no state has`);
}
