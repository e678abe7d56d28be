/**
 * The stored outputs of a resource. The keys and their meaning are a permanent contract: newer code reads what
 * every older release has written.
 */
import { canonicalJson } from "../../base/canonicalJson";
import { isRecord } from "../../base/isRecord";
import { plainJson } from "../../base/plainJson";
import type { Place } from "../../http/client/cloud";
import type { ImageAttributes, ServiceImage } from "../../ims/image";
import { markerKey } from "../../ims/markerKey";
import { withoutSecrets } from "./secrets";

export type Properties = Readonly<Record<string, unknown>>;

/** `pending`: begun and not handed over. `failed`: the service could not make the image. */
export type Phase = "pending" | "done" | "failed";

export interface StoredImage extends Owner {
  /** The checked inputs under their own keys, hidden ones included. */
  readonly inputs: Properties;
  readonly imageId: string | undefined;
  readonly jobId: string | undefined;
  readonly status: string;
  readonly image: ImageAttributes | undefined;
  readonly place: Place;
  readonly phase: Phase;
}

/** An entry of which nothing is known yet but where and as what it will be made. */
export function newStoredImage(inputs: Properties, place: Place, { token, nonce }: Owner): StoredImage {
  const nothing = { imageId: undefined, jobId: undefined, image: undefined };
  return { ...nothing, inputs, place, token, nonce, status: "queued", phase: "pending" };
}

/** Of the stored outputs of every resource. */
export const schemaVersion = 1;

export function storedProperties(entry: StoredImage): Properties {
  const { inputs, place, image } = entry;
  return plainJson({
    ...inputs,
    imageId: entry.imageId,
    jobId: entry.jobId,
    status: entry.status,
    image: image && shownImage(image, inputs),
    region: place.region,
    projectId: place.projectId,
    __imsEndpoint: place.imsEndpoint,
    __token: entry.token,
    __nonce: entry.nonce,
    __phase: entry.phase,
    __inputs: Object.keys(inputs),
    __v: schemaVersion,
  });
}

/** Undefined for properties that no create has written, as `.get` brings them. */
export function readStoredImage(properties: Properties): StoredImage | undefined {
  const text = (key: string) => (typeof properties[key] === "string" ? properties[key] : undefined);
  const place = placeIn(properties);
  const [owner] = ownerIn(properties);
  if (place === undefined || owner === undefined) return undefined;
  const keys: unknown[] = Array.isArray(properties["__inputs"]) ? properties["__inputs"] : [];
  return {
    inputs: Object.fromEntries(Object.entries(properties).filter(([key]) => keys.includes(key))),
    imageId: text("imageId"),
    jobId: text("jobId"),
    status: text("status") ?? "",
    image: isRecord(properties["image"]) ? (properties["image"] as unknown as ImageAttributes) : undefined,
    place,
    token: owner.token,
    nonce: owner.nonce,
    phase: phaseOf(text("__phase")),
  };
}

export function placeIn(properties: Properties): Place | undefined {
  const { region, projectId, __imsEndpoint: imsEndpoint } = properties;
  if (typeof region !== "string" || typeof projectId !== "string" || typeof imsEndpoint !== "string") return undefined;
  return region && projectId && imsEndpoint ? { region, projectId, imsEndpoint } : undefined;
}

/** Two creates may have one token, after a rename: the nonce tells their images apart. */
export interface Owner {
  readonly token: string;
  readonly nonce: string;
}

export interface StoredOwner extends Owner {
  readonly imageId: string | undefined;
}

/**
 * The owner of a member as other tools read it, because the members themselves are a secret in the state: its token, and
 * its nonce while the image is not known. Short, because the record of an interrupted run is limited.
 */
export function ownershipText(member: Properties): string[] {
  return ownerIn(member).map(({ imageId, token, nonce }) => (imageId === undefined ? `${token} ${nonce}` : token));
}

/** The owners that stored outputs name: one of a single image, one for each member of a set. */
export function ownersIn(properties: Properties): StoredOwner[] {
  const texts: unknown[] = Array.isArray(properties["__tokens"]) ? properties["__tokens"] : [];
  const ofMembers = texts.map((text) => {
    const [token = "", nonce] = String(text).split(" ");
    return { token, nonce: nonce ?? "", imageId: nonce === undefined ? "" : undefined };
  });
  return [...ownerIn(properties), ...ofMembers];
}

function ownerIn({ __token: token, __nonce: nonce, imageId }: Properties): StoredOwner[] {
  if (typeof token !== "string" || typeof nonce !== "string" || !token || !nonce) return [];
  return [{ token, nonce, imageId: typeof imageId === "string" ? imageId : undefined }];
}

function phaseOf(text: string | undefined): Phase {
  return text === "done" || text === "failed" ? text : "pending";
}

export function withImage(entry: StoredImage, { id, status, image }: ServiceImage): StoredImage {
  const updatedAt = isOnlyTouched(entry, image) ? entry.image?.updatedAt : image.updatedAt;
  return { ...entry, imageId: id, status, image: { ...image, ...(updatedAt === undefined ? {} : { updatedAt }) } };
}

/** Our own marker moves the time of the last change, which alone is nothing that a refresh should report. */
function isOnlyTouched({ image: before, inputs }: StoredImage, now: ImageAttributes): boolean {
  const untimed = (image: ImageAttributes) => canonicalJson({ ...shownImage(image, inputs), updatedAt: undefined });
  return before !== undefined && untimed(before) === untimed(now);
}

/** The image as the state shows it. */
function shownImage(image: ImageAttributes, inputs: Properties): ImageAttributes {
  return withoutSecrets(withoutMarker(image), inputs);
}

export function withoutMarker(image: ImageAttributes): ImageAttributes {
  return { ...image, tags: Object.fromEntries(Object.entries(image.tags).filter(([key]) => key !== markerKey)) };
}

/** The engine's own name of the resource, a hidden input. */
export function urnOf(inputs: Properties): string {
  return typeof inputs["__urn"] === "string" ? inputs["__urn"] : "";
}

/** The id of the resource for the engine: the image once it is known, the job before. */
export function idOf(entry: StoredImage): string {
  return entry.imageId ?? entry.jobId ?? entry.token;
}
