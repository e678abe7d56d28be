/**
 * The marker: a tag that says which resource an image belongs to, and whether the resource has been told so.
 * Its recipe is a permanent contract, because images of every release carry it.
 */
import { createHash } from "node:crypto";
import { base32 } from "../base/base32";
import { canonicalJson } from "../base/canonicalJson";
import { markerKey } from "../ims/markerKey";
import type { Tag } from "../ims/tags";

const hashLength = 12;

/** `<U>-<I>`: which resource, and which immutable inputs. */
export interface TokenParts {
  readonly urn: string;
  readonly kind: string;
  readonly region: string;
  readonly projectId: string;
  /** The normalised arguments that cannot be changed, unset ones left out. */
  readonly immutable: Readonly<Record<string, unknown>>;
}

export function tokenOf({ urn, ...rest }: TokenParts): string {
  return `${resourceOfUrn(urn)}-${hash(canonicalJson(rest))}`;
}

/** The URN's half of the tokens of a resource. */
export function resourceOfUrn(urn: string): string {
  return hash(urn);
}

function hash(text: string): string {
  return base32(createHash("sha256").update(text).digest(), hashLength);
}

export function newNonce(id: (length: number) => string): string {
  return id(hashLength);
}

/** On an image from the POST until its resource is about to be told: whoever finds it may finish it. */
export function unfinishedMarker(token: string): Tag {
  return { key: markerKey, value: `c-${token}` };
}

/** On an image that was handed over. */
export function ownedMarker(token: string, nonce: string): Tag {
  return { key: markerKey, value: `o-${token}-${nonce}` };
}

export interface Marker {
  readonly state: "unfinished" | "owned";
  /** The URN's half of the token. */
  readonly resource: string;
  readonly token: string;
  readonly nonce: string | undefined;
}

const part = `[a-z2-7]{${hashLength}}`;
const form = new RegExp(`^(?:c-(${part}-${part})|o-(${part}-${part})-(${part}))$`);

/** The marker among the tags of an image; undefined when there is none that we could have written. */
export function readMarker(tags: Readonly<Record<string, string>>): Marker | undefined {
  const match = form.exec(tags[markerKey] ?? "");
  if (match === null) return undefined;
  const [, unfinished, owned, nonce] = match;
  const token = unfinished ?? owned ?? "";
  return { state: unfinished ? "unfinished" : "owned", token, resource: resourceOf(token), nonce };
}

export function resourceOf(token: string): string {
  return token.slice(0, hashLength);
}
