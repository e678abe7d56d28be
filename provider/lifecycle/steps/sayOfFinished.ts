import type { Ports } from "../context/ports";
import { readMarker } from "../ownership/marker";

interface Said {
  readonly urn: string;
  readonly ports: Pick<Ports, "engine" | "knownIds" | "notices">;
}

/**
 * One line in a run of finished images beside the resource's own: they may be owned, left over, or about to be deleted by
 * this very run, which only `orphans` can tell. Images that are kept on purpose do not count.
 */
export function sayOfFinished(
  { urn, ports: { engine, knownIds, notices } }: Said,
  images: readonly { readonly imageId: string; readonly tags: Readonly<Record<string, string>> }[],
): void {
  const others = images.filter(({ imageId, tags }) => !knownIds.has(imageId) && readMarker(tags)?.isKept === false);
  if (others.length === 0 || !notices.isFirst("finished images")) return;
  const what =
    others.length === 1 ? "There is another finished image" : `There are ${others.length} other finished images`;
  engine.inform(urn, `${what} of this resource; \`pulumi-ims orphans\` says which of them no state has`);
}
