// The fields that every kind of create shares: name, description, tags, memory, enterprise project.
import type { Scalar } from "../../store/images";
import { imsError } from "../errors";
import { checkDescription, checkMemory, checkName, checkTag, checkTagCount } from "../fieldChecks";
import type { Limits } from "../limits";
import { parseDotted } from "../tagTexts";
import type { CreateBody, DataImageBody } from "./body";

type Tagged = Pick<CreateBody, "tags" | "image_tags">;
type Attributes = Record<string, Scalar | undefined>;

export function readTags(body: Tagged, limits: Limits): Map<string, string> {
  if (body.tags?.length && body.image_tags?.length) {
    throw imsError("IMG.0115", "Give either tags or image_tags, not both.");
  }
  const pairs =
    body.image_tags?.map(({ key, value }): [string, string] => [key, value]) ?? body.tags?.map(parseDotted) ?? [];
  for (const [key, value] of pairs) checkTag(key, value, limits);
  const tags = new Map(pairs);
  if (tags.size < pairs.length) throw imsError("IMG.0115", "A tag key is given twice.");
  checkTagCount(tags.size, limits);
  return tags;
}

export function readName(body: Pick<DataImageBody, "name">, limits: Limits): string {
  const name = body.name ?? "";
  checkName(name, limits);
  return name;
}

/** An empty description leaves no attribute behind. */
export function readDescription(body: Pick<DataImageBody, "description">): Attributes {
  checkDescription(body.description ?? "");
  return { __description: body.description || undefined };
}

export function readMemory(body: CreateBody): Attributes {
  checkMemory(body.min_ram ?? 0, body.max_ram);
  return { min_ram: body.min_ram ?? 0, max_ram: body.max_ram ? String(body.max_ram) : undefined };
}

export const readEnterpriseProject = (body: CreateBody): Attributes => ({
  enterprise_project_id: body.enterprise_project_id || "0",
});

/** Attributes of every private image, before its source adds its own. */
export const PRIVATE: Attributes = {
  visibility: "private",
  protected: false,
  __imagetype: "private",
  disk_format: "zvhd2",
  min_ram: 0,
  __image_size: "0",
  size: 0,
  virtual_size: null,
  __isregistered: "true",
  __support_kvm: "true",
};
