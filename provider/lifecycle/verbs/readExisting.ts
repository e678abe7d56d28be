import { ImsError } from "../../base/errors";
import type { Ports } from "../context/ports";
import { fetchImage } from "../reading/fetchImage";
import { type Properties, schemaVersion, withoutMarker } from "../state/stored";
import { gone, type ReadResult, readOptions } from "./readResult";

/**
 * `.get`: an image that this stack does not manage, by its id. A refresh hands over what an earlier read has shown, and
 * drops the entry of an image that is gone; the program's own read of a missing image is an error.
 */
export async function readExisting(id: string, properties: Properties, ports: Ports): Promise<ReadResult> {
  const region = typeof properties["region"] === "string" ? properties["region"] : undefined;
  const cloud = await ports.connect({ region });
  const found = await fetchImage(cloud, id, readOptions(ports));
  if (found === undefined && properties["imageId"] !== undefined) return gone;
  if (found === undefined) {
    const text = `There is no image ${id} in project ${cloud.place.projectId} of ${cloud.place.region}`;
    throw new ImsError("NOT_FOUND", text, { imageId: id });
  }
  const { name, description, status } = found;
  const image = withoutMarker(found.image);
  const { region: place, projectId } = cloud.place;
  const shown = { imageId: id, name, description, tags: image.tags, status, image, region: place, projectId };
  return { id, props: { ...properties, ...shown, __v: schemaVersion } };
}
