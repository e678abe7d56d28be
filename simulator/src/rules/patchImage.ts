// PATCH /v2/cloudimages/{id}: active images only, all operations or none.
import { z } from "zod";
import type { ImageRow, Scalar } from "../store/images";
import type { Project } from "../store/store";
import { imsError } from "./errors";
import { checkDescription, checkMemory, checkName } from "./fieldChecks";
import { ownImage } from "./findImage";
import { FIXED_ATTRIBUTES } from "./fixedAttributes";
import { type ImageObject, imageView } from "./imageView";
import { LIMITS, type Limits } from "./limits";
import { parseBody } from "./parseBody";
import type { World } from "./world";

const operation = z.looseObject({
  op: z.enum(["add", "replace", "remove"]),
  path: z.string(),
  value: z.union([z.string(), z.number(), z.boolean()]).optional(),
});
const patchBody = z.array(operation).min(1);

type Operation = z.output<typeof operation>;
type Value = string | number | boolean;
type Attributes = Map<string, Scalar>;

/** Attributes that no image loses. */
const PERMANENT = new Set(["name", "min_ram", "enterprise_project_id"]);

const GPU_FLAGS = ["__support_xen_gpu_type", "__support_kvm_gpu_type", "__support_xen_hana"];
const PLAIN_FLAGS = ["__support_xen", "__support_kvm"];

function wholeNumber(value: Value): number {
  const number = typeof value === "string" && value !== "" ? Number(value) : value;
  if (typeof number !== "number" || !Number.isInteger(number) || number < 0) throw imsError("IMG.0055");
  return number;
}

type Reader = (value: Value, limits: Limits) => Scalar;

function nameOf(value: Value, limits: Limits): string {
  checkName(String(value), limits);
  return String(value);
}

function descriptionOf(value: Value): string {
  checkDescription(String(value));
  return String(value);
}

function firmwareOf(value: Value): string {
  if (value !== "bios" && value !== "uefi") throw imsError("IMG.0141");
  return value;
}

const READERS: ReadonlyMap<string, Reader> = new Map<string, Reader>([
  ["name", nameOf],
  ["__description", descriptionOf],
  ["min_ram", wholeNumber],
  ["max_ram", (value) => String(wholeNumber(value))],
  ["hw_firmware_type", firmwareOf],
  ["enterprise_project_id", (value) => String(value) || "0"],
]);

const readValue: Reader = (value) => String(value);

function attributeName(path: string): string {
  const name = path.startsWith("/") ? path.slice(1) : "";
  if (name === "" || name.includes("/")) throw imsError("IMG.0001", `The path ${path} is invalid.`);
  if (name !== name.toLowerCase()) throw imsError("IMG.0001", `The attribute ${name} has upper-case letters.`);
  if (FIXED_ATTRIBUTES.has(name)) throw imsError("IMG.0105", `The attribute ${name} cannot be changed.`);
  return name;
}

function apply(attributes: Attributes, { op, path, value }: Operation, limits: Limits): void {
  const name = attributeName(path);
  if (op !== "add" && !attributes.has(name)) throw imsError("IMG.0035", `The image has no attribute ${name}.`);
  if (op === "remove") {
    if (PERMANENT.has(name)) throw imsError("IMG.0105", `The attribute ${name} cannot be removed.`);
    attributes.delete(name);
    return;
  }
  if (value === undefined) throw imsError("IMG.0001", `The operation on ${name} has no value.`);
  attributes.set(name, (READERS.get(name) ?? readValue)(value, limits));
  if (name === "__description" && value === "") attributes.delete(name);
}

function checkTogether(attributes: Attributes): void {
  checkMemory(Number(attributes.get("min_ram") ?? 0), Number(attributes.get("max_ram") ?? 0));
  const holds = (name: string) => attributes.has(name);
  if (GPU_FLAGS.some(holds) && PLAIN_FLAGS.some(holds)) throw imsError("IMG.0035");
  if (holds("__support_kvm_infiniband") && holds("__support_xen")) throw imsError("IMG.0035");
}

function patch(row: ImageRow, operations: readonly Operation[], limits: Limits): void {
  const attributes = new Map(row.attributes);
  for (const operation of operations) apply(attributes, operation, limits);
  checkTogether(attributes);
  row.attributes = attributes;
}

export function patchImage(world: World, project: Project, id: string, json: unknown): ImageObject {
  const operations = parseBody(patchBody, json);
  const row = ownImage(world.store, project, id);
  if (row.status !== "active") throw imsError("IMG.0046");
  patch(row, operations, LIMITS[world.cloud]);
  row.updatedMs = world.clock.now();
  return imageView(row);
}
