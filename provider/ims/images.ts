/** Single images: GET /v2/cloudimages, GET and DELETE /v2/images/{image_id}, PATCH /v2/cloudimages/{image_id}. */
import { isRecord } from "../base/isRecord";
import { type ImageState, readImage, readState, type ServiceImage } from "./image";
import { malformed } from "./malformed";
import type { Operation } from "./operation";

/** Querying Images (extension API). An unknown id gives an empty list, and not every native image is listed. */
export function listImages(filter: Readonly<Record<string, string>>): Operation<ServiceImage[]> {
  const name = "list images";
  return {
    name,
    service: "ims",
    method: "GET",
    path: "/v2/cloudimages",
    query: Object.entries(filter),
    effect: "read",
    success: [200],
    read: ({ body }) => imagesOf(name, body).map((image) => readImage(name, image)),
  };
}

function imagesOf(name: string, body: unknown): unknown[] {
  if (!isRecord(body) || !Array.isArray(body["images"])) throw malformed(name, "list of images", body);
  return body["images"];
}

/** The documented default, asked for in words so that a shorter page is surely the last. */
export const listPageSize = 500;

/** Registered images that the project owns, newest first; with `marker` those after the image of this id. */
export function listOwnImages(projectId: string, limit: number, marker?: string): Operation<ServiceImage[]> {
  const after: Record<string, string> = marker === undefined ? {} : { marker };
  return listImages({ owner: projectId, sort_key: "created_at", sort_dir: "desc", limit: String(limit), ...after });
}

/** The same list, of which no more is read than waiting needs: it is asked for every few seconds. */
export function listOwnStates(projectId: string, limit: number): Operation<ImageState[]> {
  const list = listOwnImages(projectId, limit);
  return { ...list, read: ({ body }) => imagesOf(list.name, body).map((image) => readState(list.name, image)) };
}

/** Querying Image Details (native API): the only read that says 404, and the one that sees every status. */
export function showImage(imageId: string): Operation<ServiceImage> {
  const name = "show image";
  return {
    name,
    service: "ims",
    method: "GET",
    path: `/v2/images/${imageId}`,
    effect: "read",
    success: [200],
    read: ({ body }) => readImage(name, body),
  };
}

/** Deleting an Image (native API): answers 204 before the work is done. */
export function deleteImage(imageId: string, body?: Readonly<Record<string, unknown>>): Operation<void> {
  return {
    name: "delete image",
    service: "ims",
    method: "DELETE",
    path: `/v2/images/${imageId}`,
    body,
    effect: "change",
    success: [204],
    read: () => undefined,
  };
}

export interface AttributePatch {
  readonly op: "add" | "replace" | "remove";
  readonly path: string;
  readonly value?: string | number | boolean;
}

/** Updating Image Information (extension API): active images only; the answer is the whole image. */
export function patchImage(imageId: string, patches: readonly AttributePatch[]): Operation<ServiceImage> {
  const name = "update image";
  return {
    name,
    service: "ims",
    method: "PATCH",
    path: `/v2/cloudimages/${imageId}`,
    body: patches,
    effect: "change",
    success: [200],
    read: ({ body }) => readImage(name, body),
  };
}

/** Updating Image Information (native API): images in every status, and attributes that the extension call leaves alone. */
export function patchNativeImage(imageId: string, patches: readonly AttributePatch[]): Operation<ServiceImage> {
  return {
    ...patchImage(imageId, patches.map(asNative)),
    path: `/v2/images/${imageId}`,
    contentType: "application/openstack-images-v2.1-json-patch",
  };
}

/** Attributes that are no texts in the native schema; all others are, numbers among them. */
const nativeNonTexts = new Set(["/min_ram", "/min_disk", "/protected"]);

function asNative(patch: AttributePatch): AttributePatch {
  if (patch.value === undefined || nativeNonTexts.has(patch.path)) return patch;
  return { ...patch, value: String(patch.value) };
}

export const nativePageSize = 100;

/** Querying Images (native API): a page of the project's own images, registered or not, after the one with the id `marker`. */
export function listNativeImages(marker: string | undefined): Operation<ServiceImage[]> {
  const after: [string, string][] = marker === undefined ? [] : [["marker", marker]];
  return {
    ...listImages({}),
    path: "/v2/images",
    query: [["visibility", "private"], ["limit", String(nativePageSize)], ...after],
  };
}
