/**
 * The marker: a tag that says which resource of which state an image belongs to, and whether the resource has been told so.
 * Its recipe is a permanent contract, because images of every release carry it.
 */
import { createHash } from "node:crypto";
import { base32 } from "../../base/base32";
import { canonicalJson } from "../../base/canonicalJson";
import { markerKey } from "../../ims/markerKey";
import type { Tag } from "../../ims/tags";
import type { Owner } from "../state/stored";

/** Characters of each part; together with the letter and hyphens they fill the 43 that Open Telekom Cloud allows. */
const lengths = { resource: 11, state: 7, inputs: 10, nonce: 10 } as const;

/** Stands for a state whose identity cannot be told: it may be any state. */
const unknownState = "unknown";

/** `<U>-<S>-<I>`: which resource, whose state, and which immutable inputs. */
export interface TokenParts {
  readonly urn: string;
  /** Tells the states apart that have a resource of this URN; undefined when it cannot be told. */
  readonly state: string | undefined;
  readonly kind: string;
  readonly region: string;
  readonly projectId: string;
  /** The normalised arguments that cannot be changed, unset ones left out. */
  readonly immutable: Readonly<Record<string, unknown>>;
}

export function tokenOf({ urn, state, ...rest }: TokenParts): string {
  return [resourceOfUrn(urn), stateOfIdentity(state), hash(canonicalJson(rest), lengths.inputs)].join("-");
}

/** The URN's part of the tokens of a resource, the same whichever entry of this package has made the URN. */
export function resourceOfUrn(urn: string): string {
  return hash(urn.replaceAll("pulumi-nodejs:dynamic/ims:", "ims:index:"), lengths.resource);
}

/** The state's part of a token. */
export function stateOfIdentity(identity: string | undefined): string {
  return identity === undefined ? unknownState : hash(identity, lengths.state);
}

function hash(text: string, length: number): string {
  return base32(createHash("sha256").update(text).digest(), length);
}

export function newNonce(id: (length: number) => string): string {
  return id(lengths.nonce);
}

/** On an image from the POST on, while no state has it: a create that finds it continues it. */
export function unfinishedMarker({ token, nonce }: Owner): Tag {
  return { key: markerKey, value: `c-${token}-${nonce}` };
}

/** On an image whose interrupted create a state has recorded: only its own resource continues it. */
export function pendingMarker({ token, nonce }: Owner): Tag {
  return { key: markerKey, value: `p-${token}-${nonce}` };
}

/** On an image that was handed over. @param isKept whether it stays when its resource lets go of it */
export function ownedMarker({ token, nonce }: Owner, isKept: boolean): Tag {
  return { key: markerKey, value: `${isKept ? "k" : "o"}-${token}-${nonce}` };
}

export interface Marker extends Owner {
  readonly state: "unfinished" | "pending" | "owned";
  /** True for an image that is kept on purpose (`retainOnDelete`). */
  readonly isKept: boolean;
}

const stateOfLetter = { c: "unfinished", p: "pending", o: "owned", k: "owned" } as const;
type Letter = keyof typeof stateOfLetter;

const part = (length: number) => `[a-z2-7]{${length}}`;
const tokenForm = [lengths.resource, lengths.state, lengths.inputs].map(part).join("-");
const form = new RegExp(`^([cpok])-(${tokenForm})-(${part(lengths.nonce)})$`);

/** The marker among the tags of an image; undefined when there is none that we could have written. */
export function readMarker(tags: Readonly<Record<string, string>>): Marker | undefined {
  const match = form.exec(tags[markerKey] ?? "");
  if (match === null) return undefined;
  const [, letter = "", token = "", nonce = ""] = match;
  return { state: stateOfLetter[letter as Letter], isKept: letter === "k", token, nonce };
}

export function resourceOf(token: string): string {
  return token.split("-")[0] ?? "";
}

/** The state's part of a token. */
export function stateOf(token: string): string {
  return token.split("-")[1] ?? unknownState;
}

/** Whether two states may be the same one. */
export function mayBeSameState(a: string, b: string): boolean {
  return a === b || a === unknownState || b === unknownState;
}

/** Whether two tokens may be those of one resource with the same inputs. */
export function mayBeSame(a: string, b: string): boolean {
  const [[resource, state = "", inputs], [otherResource, otherState = "", otherInputs]] = [a.split("-"), b.split("-")];
  return resource === otherResource && inputs === otherInputs && mayBeSameState(state, otherState);
}
