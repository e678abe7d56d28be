/** What the states together know: images, resources, and the places where their images are. */
import { isRecord } from "../../base/isRecord";
import type { Place } from "../../http/cloud";
import { type Marker, resourceOf, resourceOfUrn } from "../../lifecycle/marker";
import { type Owner, ownersIn, type Properties, placeIn } from "../../lifecycle/stored";

export interface Knowledge {
  /** True when a state names the image, or has an entry that the image belongs to. */
  has(imageId: string, marker: Marker): boolean;
  /** The URN that the marker's resource has in the states. */
  urnOf(marker: Marker): string | undefined;
}

const typePrefix = "pulumi-nodejs:dynamic/ims:";

interface StateResource {
  readonly urn: string;
  readonly owners: readonly Owner[];
  readonly places: readonly Place[];
}

export function knowledgeOf(deployments: readonly Properties[]): Knowledge {
  const resources = deployments.flatMap(resourcesOf);
  const owners = resources.flatMap((resource) => resource.owners);
  const named = new Set(deployments.flatMap(imageIdsIn));
  const urns = new Map<string, string>();
  for (const { urn, owners: own } of resources) {
    urns.set(resourceOfUrn(urn), urn);
    // After a rename with an alias the entry keeps its old token.
    for (const { token } of own) urns.set(resourceOf(token), urn);
  }
  return {
    has: (imageId, marker) => named.has(imageId) || owners.some((owner) => belongsTo(owner, marker)),
    urnOf: ({ token }) => urns.get(resourceOf(token)),
  };
}

/** Every place in which the state has an image. */
export function placesOf(deployment: Properties): Place[] {
  return resourcesOf(deployment).flatMap(({ places }) => places);
}

/** The image of an entry whose id is not stored yet, or the very image that was handed over to it. */
function belongsTo({ imageId, token, nonce }: Owner, marker: Marker): boolean {
  if (marker.token !== token) return false;
  return marker.state === "owned" ? marker.nonce === nonce : imageId === undefined;
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
    return [{ urn: resource["urn"], owners: ownersIn(outputs), places: place ? [place] : [] }];
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
