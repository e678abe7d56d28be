/** How an image shows what a program declared, in the words of the samples. */
import type { StoredImage } from "pulumi-ims-simulator";
import { markerKey } from "../../provider/ims/markerKey";
import type { Shown } from "./samples";

/** The image's own view of what `like` names. */
export function look({ image, tags }: StoredImage, like: Shown): Shown {
  const ownTags = Object.fromEntries(Object.entries(tags).filter(([key]) => key !== markerKey));
  return Object.fromEntries(
    Object.keys(like).map((name) => [name, name === "tags" ? ownTags : ((image[name] ?? null) as Shown[string])]),
  );
}

/** What somebody changes at the console, who leaves the marker alone when it is about tags. */
export function edited({ tags }: StoredImage, drift: Shown): Shown {
  const marker = { [markerKey]: tags[markerKey] ?? "" };
  return typeof drift["tags"] === "object" ? { ...drift, tags: { ...drift["tags"], ...marker } } : drift;
}
