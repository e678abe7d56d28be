/** The stored form of a set of images: of each member the same as of a single resource. */

import { isRecord } from "../../base/isRecord";
import { plainJson } from "../../base/plainJson";
import type { Place } from "../../http/client/cloud";
import type { SetKind } from "../../kinds/sets/setKind";
import { argsOf } from "../inputs/args";
import type { ClaimedImages } from "../ownership/claimedImages";
import { memberWithoutSecrets, type ShownMember } from "../state/secrets";
import type { Phase, Properties } from "../state/stored";
import { ownershipText, placeIn, readStoredImage, schemaVersion } from "../state/stored";

export interface StoredMember {
  readonly source: string;
  /** The name of the member's kind. */
  readonly kind: string;
  /** As a resource of that kind keeps them. */
  readonly properties: Properties;
  /** True for an image that a job brought along: it belongs to the main image. */
  readonly undeclared?: true;
}

export interface StoredSet {
  readonly inputs: Properties;
  readonly place: Place;
  readonly jobId: string | undefined;
  readonly members: readonly StoredMember[];
  readonly phase: Phase;
}

/** True for a member whose image this process has handed to the resource that has the name of its set now. */
export function isTaken({ properties }: StoredMember, claimedImages: ClaimedImages): boolean {
  const entry = readStoredImage(properties);
  return entry !== undefined && claimedImages.belongsToAnother(entry.imageId, entry.nonce);
}

/** The member that the resource is known by; undefined where it is missing, or the kind has none. */
export function mainMember(kind: SetKind, { inputs, members }: Pick<StoredSet, "inputs" | "members">) {
  const source = kind.main?.(argsOf(kind, inputs));
  return source === undefined ? undefined : members.find((member) => member.source === source);
}

export function storedSetProperties(kind: SetKind, set: StoredSet): Properties {
  const { inputs, place } = set;
  const main = mainMember(kind, set)?.properties;
  return plainJson({
    ...inputs,
    images: set.members.map(shownMember),
    jobId: set.jobId,
    ...(main && { imageId: main["imageId"], image: main["image"] }),
    status: main?.["status"] ?? (set.phase === "done" ? "active" : "incomplete"),
    region: place.region,
    projectId: place.projectId,
    __imsEndpoint: place.imsEndpoint,
    __members: set.members.map(withoutImage),
    __tokens: set.members.flatMap(({ properties }) => ownershipText(properties)),
    __phase: set.phase,
    __inputs: Object.keys(inputs),
    __v: schemaVersion,
  });
}

/** One element of the output `images`. */
function shownMember({ source, properties }: StoredMember): ShownMember {
  const { imageId, name, image } = properties;
  return memberWithoutSecrets({ imageId, name, source, image }, properties);
}

/** The image is in `images` already. */
function withoutImage({ properties: { image: _, ...properties }, ...member }: StoredMember): StoredMember {
  return { ...member, properties };
}

export function readSet(properties: Properties): StoredSet | undefined {
  const text = (key: string) => (typeof properties[key] === "string" ? properties[key] : undefined);
  const place = placeIn(properties);
  const members: unknown[] | undefined = Array.isArray(properties["__members"]) ? properties["__members"] : undefined;
  if (place === undefined || members === undefined) return undefined;
  const keys: unknown[] = Array.isArray(properties["__inputs"]) ? properties["__inputs"] : [];
  const phase = text("__phase");
  return {
    inputs: Object.fromEntries(Object.entries(properties).filter(([key]) => keys.includes(key))),
    place,
    jobId: text("jobId"),
    members: members.flatMap(readMember).map((member) => withItsImage(member, properties["images"])),
    phase: phase === "done" || phase === "failed" ? phase : "pending",
  };
}

function readMember(value: unknown): StoredMember[] {
  if (!isRecord(value) || !isRecord(value["properties"])) return [];
  const { source, kind, properties } = value;
  const undeclared = value["undeclared"] === true ? { undeclared: true as const } : {};
  return typeof source === "string" && typeof kind === "string" ? [{ source, kind, properties, ...undeclared }] : [];
}

function withItsImage(member: StoredMember, images: unknown): StoredMember {
  const shown: unknown[] = Array.isArray(images) ? images : [];
  const { imageId } = member.properties;
  const own = shown.find((item) => isRecord(item) && imageId !== undefined && item["imageId"] === imageId);
  const image = isRecord(own) ? own["image"] : undefined;
  return { ...member, properties: { ...member.properties, image } };
}

export function memberKind(kind: SetKind, member: StoredMember) {
  const found = kind.memberKinds.find(({ name }) => name === member.kind);
  if (found === undefined) throw new TypeError(`${kind.type} has no members of the kind ${member.kind}`);
  return found;
}

/** Done when every wanted member is there and handed over, what came with them, too, and none that is to be deleted. */
export function phaseOfSet(wanted: readonly { readonly source: string }[], members: readonly StoredMember[]): Phase {
  const done = new Set(
    members.filter(({ properties }) => readStoredImage(properties)?.phase === "done").map(({ source }) => source),
  );
  const all = new Set([...wanted, ...members.filter(({ undeclared }) => undeclared)].map(({ source }) => source));
  const isWhole = [...all].every((source) => done.has(source)) && members.every(({ source }) => all.has(source));
  return isWhole ? "done" : "pending";
}
