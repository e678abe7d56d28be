/**
 * What is kept of a resource between runs. The keys and their meaning are a permanent contract: newer code reads what
 * every older release has written.
 */
import { canonicalJson } from "../base/canonicalJson";
import { isRecord } from "../base/isRecord";
import { plainJson } from "../base/plainJson";
import type { Place } from "../http/cloud";
import type { Image, ServiceImage } from "../ims/image";
import { markerKey } from "../ims/markerKey";

export type Properties = Readonly<Record<string, unknown>>;

/** `pending`: begun and not handed over. `failed`: the service could not make the image. */
export type Phase = "pending" | "done" | "failed";

export interface Entry {
  /** The checked inputs under their own keys, hidden ones included. */
  readonly inputs: Properties;
  readonly imageId: string | undefined;
  readonly jobId: string | undefined;
  readonly status: string;
  readonly image: Image | undefined;
  readonly place: Place;
  readonly token: string;
  readonly nonce: string;
  readonly phase: Phase;
}

/** An entry of which nothing is known yet but where and as what it will be made. */
export function newEntry(inputs: Properties, place: Place, token: string, nonce: string): Entry {
  const nothing = { imageId: undefined, jobId: undefined, image: undefined };
  return { ...nothing, inputs, place, token, nonce, status: "queued", phase: "pending" };
}

const schemaVersion = 1;

export function storedProperties(entry: Entry): Properties {
  const { inputs, place, image } = entry;
  return plainJson({
    ...inputs,
    imageId: entry.imageId,
    jobId: entry.jobId,
    status: entry.status,
    image: image && withoutMarker(image),
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
export function readEntry(properties: Properties): Entry | undefined {
  const text = (key: string) => (typeof properties[key] === "string" ? properties[key] : undefined);
  const [region, projectId, imsEndpoint] = ["region", "projectId", "__imsEndpoint"].map(text);
  const [token, nonce] = ["__token", "__nonce"].map(text);
  if (!region || !projectId || !imsEndpoint || !token || !nonce) return undefined;
  const keys: unknown[] = Array.isArray(properties["__inputs"]) ? properties["__inputs"] : [];
  return {
    inputs: Object.fromEntries(Object.entries(properties).filter(([key]) => keys.includes(key))),
    imageId: text("imageId"),
    jobId: text("jobId"),
    status: text("status") ?? "",
    image: isRecord(properties["image"]) ? (properties["image"] as unknown as Image) : undefined,
    place: { region, projectId, imsEndpoint },
    token,
    nonce,
    phase: phaseOf(text("__phase")),
  };
}

function phaseOf(text: string | undefined): Phase {
  return text === "done" || text === "failed" ? text : "pending";
}

export function withImage(entry: Entry, { id, status, image }: ServiceImage): Entry {
  return { ...entry, imageId: id, status, image: isOnlyTouched(entry.image, image) ? entry.image : image };
}

/** Our own marker moves the time of the last change, which alone is nothing that a refresh should report. */
function isOnlyTouched(before: Image | undefined, now: Image): boolean {
  return before !== undefined && canonicalJson(untimed(before)) === canonicalJson(untimed(now));
}

function untimed(image: Image): unknown {
  return { ...withoutMarker(image), updatedAt: undefined };
}

export function withoutMarker(image: Image): Image {
  return { ...image, tags: Object.fromEntries(Object.entries(image.tags).filter(([key]) => key !== markerKey)) };
}

/** The engine's own name of the resource, a hidden input. */
export function urnOf(inputs: Properties): string {
  return typeof inputs["__urn"] === "string" ? inputs["__urn"] : "";
}

/** What the engine knows the resource by: the image once it is known, the job before. */
export function idOf(entry: Entry): string {
  return entry.imageId ?? entry.jobId ?? entry.token;
}
