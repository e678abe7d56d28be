/** Tags of one image, and the search for images by tag: /v2/{project_id}/images/… (Managing Image Tags). */
import { isRecord } from "../base/isRecord";
import { malformed } from "./malformed";
import type { Operation } from "./operation";

export interface Tag {
  readonly key: string;
  readonly value: string;
}

export interface TaggedImage {
  readonly imageId: string;
  readonly name: string;
  readonly tags: Readonly<Record<string, string>>;
}

/** Adds tags and overwrites those whose key is there already. */
export function putTags(projectId: string, imageId: string, tags: readonly Tag[]): Operation<void> {
  return tagAction(projectId, imageId, "create", tags);
}

/** Removes tags by their keys; one that is not there is no error. */
export function removeTags(projectId: string, imageId: string, tags: readonly Pick<Tag, "key">[]): Operation<void> {
  return tagAction(projectId, imageId, "delete", tags);
}

function tagAction(
  projectId: string,
  imageId: string,
  action: "create" | "delete",
  tags: readonly Pick<Tag, "key">[],
): Operation<void> {
  return {
    name: action === "create" ? "tag image" : "untag image",
    service: "ims",
    method: "POST",
    path: `/v2/${projectId}/images/${imageId}/tags/action`,
    body: { action, tags },
    effect: "change",
    success: [200, 202, 204],
    read: () => undefined,
  };
}

/** The tags of an image, exact: the strings in the image object cannot tell an old `key.value` tag from a bare key. */
export function showTags(projectId: string, imageId: string): Operation<Record<string, string>> {
  const name = "show image tags";
  return {
    name,
    service: "ims",
    method: "GET",
    path: `/v2/${projectId}/images/${imageId}/tags`,
    effect: "read",
    success: [200],
    read: ({ body }) => {
      if (!isRecord(body)) throw malformed(name, "list of tags", body);
      return readTags(name, body["tags"]);
    },
  };
}

/** Every image that has the tag `key`, whatever its value, in pages of 1,000. */
export function findByTagKey(projectId: string, key: string, offset: number): Operation<TaggedImage[]> {
  const name = "search images by tag";
  return {
    name,
    service: "ims",
    method: "POST",
    path: `/v2/${projectId}/images/resource_instances/action`,
    body: { action: "filter", limit: String(pageSize), offset: String(offset), tags: [{ key, values: [] }] },
    effect: "read",
    success: [200],
    read: ({ body }) => {
      if (!isRecord(body)) throw malformed(name, "list of resources", body);
      // An empty result may come without the list.
      const resources = body["resources"] ?? [];
      if (!Array.isArray(resources)) throw malformed(name, "list of resources", body);
      return resources.map((resource) => readResource(name, resource));
    },
  };
}

export const pageSize = 1_000;

function readResource(operation: string, resource: unknown): TaggedImage {
  if (!isRecord(resource) || typeof resource["resource_id"] !== "string") {
    throw malformed(operation, "resource id", resource);
  }
  return {
    imageId: resource["resource_id"],
    name: typeof resource["resource_name"] === "string" ? resource["resource_name"] : "",
    tags: readTags(operation, resource["tags"]),
  };
}

function readTags(operation: string, tags: unknown): Record<string, string> {
  if (!Array.isArray(tags)) throw malformed(operation, "list of tags", tags);
  return Object.fromEntries(
    tags.map((tag) => {
      if (!isRecord(tag) || typeof tag["key"] !== "string") throw malformed(operation, "tag key", tag);
      return [tag["key"], typeof tag["value"] === "string" ? tag["value"] : ""];
    }),
  );
}
