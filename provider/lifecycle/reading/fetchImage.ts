/** One image by id. */
import { hasCode, ImsError } from "../../base/errors";
import type { Cloud, SendOptions } from "../../http/client/cloud";
import type { ServiceImage } from "../../ims/image";
import { listImages, showImage } from "../../ims/images";

/** How a list is asked for one image. */
export type FindInList = (imageId: string, options: SendOptions) => Promise<ServiceImage | undefined>;

/**
 * The image, or undefined when it is really gone: lists show registered images only, so that "not listed" is confirmed
 * by the native call, which alone says 404. Any other refusal is an error, never "gone".
 */
export async function fetchImage(
  cloud: Cloud,
  imageId: string,
  options: SendOptions,
  inList: FindInList = listedAlone(cloud),
): Promise<ServiceImage | undefined> {
  const image = (await inList(imageId, options)) ?? (await showIfThere(cloud, imageId, options));
  if (image === undefined) return undefined;
  if (image.id !== imageId) throw anotherImage(imageId, image);
  return isGone(image) ? undefined : image;
}

function anotherImage(imageId: string, { id }: ServiceImage): ImsError {
  const text = `Asked for image ${imageId}, the service answered with image ${id}`;
  return new ImsError("MALFORMED_ANSWER", text, { imageId });
}

/** A list of this one image. */
export function listedAlone(cloud: Cloud): FindInList {
  return async (imageId, options) => {
    const [image] = await cloud.send(listImages({ id: imageId }), options);
    return image;
  };
}

/** The image by the native call, which sees every status. */
export async function showIfThere(
  cloud: Cloud,
  imageId: string,
  options: SendOptions,
): Promise<ServiceImage | undefined> {
  try {
    return await cloud.send(showImage(imageId), options);
  } catch (error) {
    if (isNotFound(error)) return undefined;
    throw error;
  }
}

const goneCodes = new Set(["IMG.0027", "IMG.0031", "IMG.0066", "IMG.0086", "IMG.0144"]);

/** 404 in any shape, or one of the codes that mean "not there". A wrong path or host is none. */
export function isNotFound(error: unknown): boolean {
  if (!hasCode(error, "REFUSED")) return false;
  const { httpStatus, serviceCode = "" } = error.facts;
  return goneCodes.has(serviceCode) || (httpStatus === 404 && !/^APIGW?\./.test(serviceCode));
}

/** Deleted images may be listed for a while. */
export function isGone(image: ServiceImage): boolean {
  return image.status === "deleted" || image.status === "pending_delete";
}
