/** An index of the given states: images, resources, and the places where their images are. */
import { isRecord } from "../../base/isRecord";
import type { Place } from "../../http/client/cloud";
import {
  type Marker,
  mayBeSameState,
  resourceOf,
  resourceOfUrn,
  stateOf,
  stateOfIdentity,
} from "../../lifecycle/ownership/marker";
import { ownersIn, type Properties, placeIn, type StoredOwner } from "../../lifecycle/state/stored";

/** A state as far as images are concerned. */
export interface KnownState {
  /** As `pulumi stack export` prints it. */
  readonly deployment: Properties;
  /** Tells it apart from states with equal names; undefined when nobody has said so. */
  readonly identity: string | undefined;
}

/** How an image that no given state knows stands to them. */
export type Standing = "orphan" | "kept on purpose" | "of another state";

export interface About {
  readonly standing: Standing;
  /** The resource that the image was made for, or its namesake when the image is of another state. */
  readonly urn: string | undefined;
  /** True when the resource has another image. */
  readonly isSecond: boolean;
}

export interface StateIndex {
  /** True when a state names the image, or has an entry that the image belongs to. */
  has(imageId: string, marker: Marker): boolean;
  about(marker: Marker): About;
}

const typePrefix = "pulumi-nodejs:dynamic/ims:";

interface StateResource {
  readonly urn: string;
  readonly owners: readonly StoredOwner[];
  readonly places: readonly Place[];
  /** The option `retainOnDelete`, wherever it was set. */
  readonly isRetained: boolean;
}

interface KnownResource extends StateResource {
  /** The state's part of a token. */
  readonly state: string;
  /** The resource's parts of tokens: after a rename with an alias the entry keeps its old one. */
  readonly names: ReadonlySet<string>;
}

export function indexStates(states: readonly KnownState[]): StateIndex {
  const resources = states.flatMap(knownResourcesOf);
  const owners = resources.flatMap((resource) => resource.owners);
  const named = new Set(states.flatMap(({ deployment }) => imageIdsIn(deployment)));
  const identities = states.flatMap(({ identity }) => (identity === undefined ? [] : [stateOfIdentity(identity)]));
  return {
    has: (imageId, marker) => named.has(imageId) || owners.some((owner) => belongsTo(owner, marker)),
    about: (marker) => aboutImage(marker, resources, identities),
  };
}

function aboutImage(
  { token, state, isKept }: Marker,
  resources: readonly KnownResource[],
  identities: readonly string[],
): About {
  const namesakes = resources.filter(({ names }) => names.has(resourceOf(token)));
  // Without the identity of any state there is nothing to tell them apart by.
  if (identities.length > 0 && !identities.some((identity) => mayBeSameState(identity, stateOf(token)))) {
    return { standing: "of another state", urn: namesakes.at(-1)?.urn, isSecond: false };
  }
  const own = namesakes.filter((resource) => mayBeSameState(resource.state, stateOf(token)));
  const isRetained = isKept || own.some((resource) => resource.isRetained);
  return {
    standing: state === "owned" && isRetained ? "kept on purpose" : "orphan",
    urn: own.at(-1)?.urn,
    isSecond: own.some((resource) => resource.owners.some(({ imageId }) => imageId !== undefined)),
  };
}

/** Every place in which the state has an image. */
export function placesOf(deployment: Properties): Place[] {
  return resourcesOf(deployment).flatMap(({ places }) => places);
}

/** The image of an entry whose id is not stored yet, or the very image that was handed over to it. */
function belongsTo({ imageId, token, nonce }: StoredOwner, marker: Marker): boolean {
  if (marker.token !== token || marker.nonce !== nonce) return false;
  return marker.state === "owned" || imageId === undefined;
}

function knownResourcesOf({ deployment, identity }: KnownState): KnownResource[] {
  return resourcesOf(deployment).map((resource) => ({
    ...resource,
    state: stateOfIdentity(identity),
    names: new Set([resourceOfUrn(resource.urn), ...resource.owners.map(({ token }) => resourceOf(token))]),
  }));
}

function resourcesOf({ resources, pending_operations: pending }: Properties): StateResource[] {
  const pendingResources = listOf(pending).map((operation) =>
    isRecord(operation) ? operation["resource"] : undefined,
  );
  return [...listOf(resources), ...pendingResources].flatMap((resource) => {
    if (!isRecord(resource) || typeof resource["urn"] !== "string") return [];
    if (!String(resource["type"]).startsWith(typePrefix)) return [];
    const outputs = isRecord(resource["outputs"]) ? resource["outputs"] : {};
    const place = placeIn(outputs);
    return [
      {
        urn: resource["urn"],
        owners: ownersIn(outputs),
        places: place ? [place] : [],
        isRetained: resource["retainOnDelete"] === true,
      },
    ];
  });
}

const imageId = /[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}/gi;

/**
 * Every id that a resource of the state names, other providers' too: an image that a server is made of is in use. What an
 * error says of an image is no knowledge of it, nor are the outputs of a stack, which outlive what they speak of.
 */
function imageIdsIn(value: unknown): string[] {
  if (typeof value === "string") return value.match(imageId) ?? [];
  if (Array.isArray(value)) return value.flatMap(imageIdsIn);
  if (!isRecord(value) || String(value["type"]).startsWith("pulumi:pulumi:")) return [];
  return Object.entries(value).flatMap(([key, item]) => (key === "initErrors" ? [] : imageIdsIn(item)));
}

function listOf(value: unknown): readonly unknown[] {
  return Array.isArray(value) ? value : [];
}
