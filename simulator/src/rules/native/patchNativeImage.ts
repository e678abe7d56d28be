// PATCH /v2/images/{id}: name, description, protection, memory, tags as a whole list, and properties of one's own. All
// operations or none, in every state of the image.
import type { ImageRow, Scalar } from "../../store/images";
import type { Project } from "../../store/store";
import { changeTagsOf } from "../changeTagsOf";
import { glanceError } from "../errors";
import { checkDescription } from "../fieldChecks";
import { FIXED_ATTRIBUTES } from "../fixedAttributes";
import { type ImageObject, nativeImageView } from "../imageView";
import { LIMITS, type Limits } from "../limits";
import type { World } from "../world";
import { asNative } from "./asNative";
import { nativeFields, nativeProperty, READ_ONLY } from "./fields";
import { readNativeTags } from "./nativeTags";
import { ownNativeImage } from "./ownNativeImage";
import { type Operation, readOperations } from "./patchOperations";

interface Draft {
  attributes: Map<string, Scalar>;
  tags: ReadonlyMap<string, string>;
}

/** Fixed for the extension call, free here. */
const FREE = new Set(["tags", "protected", "visibility", "min_disk"]);

/** Fields that no image loses. */
const PERMANENT = new Set(["name", "tags", "protected", "visibility", "min_disk", "min_ram", "enterprise_project_id"]);

function checkAllowed({ op, name, value }: Operation): void {
  const fixed = FIXED_ATTRIBUTES.has(name) && !FREE.has(name);
  if (fixed || READ_ONLY.has(name)) throw glanceError(403, `Attribute '${name}' is read-only.`);
  if (op === "remove" && PERMANENT.has(name)) throw glanceError(403, `Property ${name} may not be removed.`);
  if (name === "visibility" && value !== "private") throw glanceError(403, "You may not publicize the image.");
}

function parse<T>(
  schema: { safeParse: (value: unknown) => { data?: T; success: boolean } },
  name: string,
  value: unknown,
): T {
  const { data, success } = schema.safeParse(value);
  if (!success || data === undefined) throw glanceError(400, `Invalid value for attribute '${name}'.`);
  return data;
}

function readScalar({ name, value }: Operation, limits: Limits): Scalar {
  const { protected: flag, min_disk, min_ram, name: title } = nativeFields(limits);
  const schemas = new Map(Object.entries({ protected: flag, min_disk, min_ram, name: title }));
  const read = parse<Scalar>(schemas.get(name) ?? nativeProperty, name, value);
  if (name === "__description") asNative(() => checkDescription(String(read)));
  return read;
}

function apply(draft: Draft, operation: Operation, limits: Limits): void {
  const { op, name, value } = operation;
  checkAllowed(operation);
  if (name === "tags") {
    draft.tags = readNativeTags(parse(nativeFields(limits).tags, name, value), limits);
    return;
  }
  if (op !== "add" && !draft.attributes.has(name)) throw glanceError(409, `Property ${name} does not exist.`);
  if (op === "remove") draft.attributes.delete(name);
  else draft.attributes.set(name, readScalar(operation, limits));
}

function patch(row: ImageRow, operations: readonly Operation[], limits: Limits): Draft {
  const draft: Draft = { attributes: new Map(row.attributes), tags: row.tags };
  for (const operation of operations) apply(draft, operation, limits);
  return draft;
}

export function patchNativeImage(
  world: World,
  project: Project,
  id: string,
  contentType: string | undefined,
  json: unknown,
): ImageObject {
  const operations = readOperations(contentType, json);
  const row = ownNativeImage(world.store, project, id);
  const draft = patch(row, operations, LIMITS[world.cloud]);
  row.attributes = draft.attributes;
  changeTagsOf(world, row, draft.tags);
  return nativeImageView(row, world.cloud);
}
