import type { StoredImage } from "pulumi-ims-simulator";
import { readMarker } from "../../provider/lifecycle/ownership/marker";

/** Whether a user learns of an image: a run has named it, or a state had it, so that `pulumi-ims orphans` lists it. */
export function isNamed(images: readonly StoredImage[], id: string, said: string): boolean {
  const image = images.find((one) => one.id === id);
  return (
    said.includes(id) || (image !== undefined && ["pending", "owned"].includes(readMarker(image.tags)?.state ?? ""))
  );
}
