/** Makes an existing image what the program declares: one PATCH for all attributes, then the tags that differ. */
import { hasCode } from "../../base/errors";
import { isRecord } from "../../base/isRecord";
import { isRegistered, type ServiceImage } from "../../ims/image";
import { type AttributePatch, patchImage, patchNativeImage } from "../../ims/images";
import type { Operation } from "../../ims/operation";
import { putTags, removeTags, type Tag } from "../../ims/tags";
import type { Field, Kind } from "../../kinds/kind";
import { assertMayWrite, type ResourceContext, uninterruptible } from "../context/resourceContext";
import { differs } from "../inputs/differs";
import { isAsWanted, sameValue } from "../inputs/sameValue";
import { fetchImage } from "../reading/fetchImage";
import type { Properties } from "../state/stored";

/** The value that each field shall have; fields that are not in the list are left alone. */
type Wanted = readonly (readonly [key: string, field: Field, value: unknown])[];

interface TagChanges {
  /** Tags that the image shall have with these values. */
  readonly put: Readonly<Record<string, unknown>>;
  /** Keys that the image shall lose. */
  readonly drop: readonly string[];
}

/**
 * Makes the image what the program declares, whatever it is now.
 * @param inputs what the program declares now
 * @param before `adopted` for an image that an interrupted create has left, else the inputs that the image was last
 *   brought in line with: what stood there and was dropped is cleared
 */
export function applyChanges(
  context: ResourceContext,
  image: ServiceImage,
  inputs: Properties,
  before: "adopted" | Properties,
): Promise<ServiceImage> {
  const wanted = wantedFields(context.kind, inputs, before);
  const [, field, value] = wanted.find(([key]) => key === "tags") ?? [];
  const seen = field?.observe?.(image);
  const drop = isRecord(value) && isRecord(seen) ? Object.keys(seen).filter((key) => !Object.hasOwn(value, key)) : [];
  return sendChanges(context, image, wanted, { put: isRecord(value) ? value : {}, drop });
}

/** Changes what differs between two declarations, and leaves alone what others have changed meanwhile. */
export function applyDifference(
  context: ResourceContext,
  image: ServiceImage,
  before: Properties,
  inputs: Properties,
): Promise<ServiceImage> {
  const stored = { ...before, image: context.entry.image };
  const wanted = wantedFields(context.kind, inputs, before).filter(([key, field]) =>
    differs(key, field, stored, inputs),
  );
  const [old, now] = [before["tags"], inputs["tags"]].map((tags) => (isRecord(tags) ? tags : {}));
  const put = Object.entries(now ?? {}).filter(([key, value]) => old?.[key] !== value);
  const drop = Object.keys(old ?? {}).filter((key) => !Object.hasOwn(now ?? {}, key));
  return sendChanges(context, image, wanted, { put: Object.fromEntries(put), drop });
}

async function sendChanges(
  context: ResourceContext,
  image: ServiceImage,
  wanted: Wanted,
  tags: TagChanges,
): Promise<ServiceImage> {
  const differing = wanted.filter(([, field, value]) => !isAsWanted(field, image, value));
  const patched = await patchAttributes(context, image, differing);
  context.entry = { ...context.entry, image: patched.image, status: patched.status };
  const tagged = await changeTags(context, patched, tags);
  context.entry = { ...context.entry, image: tagged.image };
  return tagged;
}

function wantedFields(kind: Kind, inputs: Properties, before: "adopted" | Properties): Wanted {
  const wasThere = (key: string, field: Field) =>
    before === "adopted" ? field.clearedWhenAdopted === true : before[key] !== undefined;
  return Object.entries(kind.fields)
    .filter(([key, field]) => field.onChange === "update" && (inputs[key] !== undefined || wasThere(key, field)))
    .map(([key, field]) => [key, field, inputs[key] ?? field.absent] as const);
}

async function sendChange<Out>(context: ResourceContext, operation: Operation<Out>): Promise<Out> {
  const answer = await context.cloud.send(operation, uninterruptible(context));
  context.changed = true;
  return answer;
}

/** The extension call has a code for it, the native one answers 409. */
export function isConflict(error: unknown): boolean {
  return hasCode(error, "REFUSED") && (error.facts.serviceCode === "IMG.0035" || error.facts.httpStatus === 409);
}

async function patchAttributes(context: ResourceContext, image: ServiceImage, wanted: Wanted): Promise<ServiceImage> {
  const patches = patchesFor(image, wanted);
  if (patches.length === 0) return image;
  assertMayWrite(context);
  try {
    return await sendChange(context, patchCall(image, wanted, patches));
  } catch (error) {
    if (!isConflict(error)) throw error;
    // Another hand, or a lost answer of ours, has changed which attributes the image holds: look, and say the rest.
    const now = (await fetchImage(context.cloud, image.id, uninterruptible(context))) ?? image;
    const rest = patchesFor(now, wanted);
    if (rest.length === 0) {
      context.changed = true;
      return now;
    }
    assertMayWrite(context);
    return sendChange(context, patchCall(now, wanted, rest));
  }
}

/** The extension call changes active, registered images only; the native one every image, and more attributes. */
function patchCall(image: ServiceImage, wanted: Wanted, patches: readonly AttributePatch[]) {
  const isNative =
    image.status !== "active" || !isRegistered(image.image) || wanted.some(([, field]) => field.attribute?.native);
  return isNative ? patchNativeImage(image.id, patches) : patchImage(image.id, patches);
}

function patchesFor(image: ServiceImage, wanted: Wanted): AttributePatch[] {
  return wanted.flatMap(([, field, value]) => {
    if (field.attribute === undefined || isAsWanted(field, image, value)) return [];
    return attributePatch(image, field, field.attribute, value);
  });
}

/** `replace` and `remove` of an attribute that the image does not hold are refused, so the op follows what it holds. */
function attributePatch(
  image: ServiceImage,
  field: Field,
  { name, cleared }: NonNullable<Field["attribute"]>,
  value: unknown,
): AttributePatch[] {
  const path = `/${name}`;
  const isHeld = image.held.has(name);
  const isCleared = field.absent !== undefined && sameValue(field, field.absent, value);
  if (isCleared && cleared === "remove") return isHeld ? [{ op: "remove", path }] : [];
  const sent = isCleared ? cleared : value;
  if (typeof sent !== "string" && typeof sent !== "number" && typeof sent !== "boolean") return [];
  return [{ op: isHeld ? "replace" : "add", path, value: sent }];
}

/** New and changed tags first, then those that go: there is no moment without tags. */
async function changeTags(context: ResourceContext, image: ServiceImage, changes: TagChanges): Promise<ServiceImage> {
  const has = image.image.tags;
  const put = toTags(changes.put).filter(({ key, value }) => has[key] !== value);
  const drop = toTags(has).filter(({ key }) => changes.drop.includes(key));
  const { projectId } = context.cloud.place;
  if (put.length > 0) {
    assertMayWrite(context);
    await sendChange(context, putTags(projectId, image.id, put));
  }
  if (drop.length > 0) {
    assertMayWrite(context);
    await sendChange(context, removeTags(projectId, image.id, drop));
  }
  const kept = Object.entries(has).filter(([key]) => !drop.some((tag) => tag.key === key));
  return withTags(image, {
    ...Object.fromEntries(kept),
    ...Object.fromEntries(put.map((tag) => [tag.key, tag.value])),
  });
}

function toTags(map: Readonly<Record<string, unknown>>): Tag[] {
  return Object.entries(map).map(([key, value]) => ({ key, value: String(value) }));
}

function withTags(image: ServiceImage, tags: Readonly<Record<string, string>>): ServiceImage {
  return { ...image, image: { ...image.image, tags } };
}
