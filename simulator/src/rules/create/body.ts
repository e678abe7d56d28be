// The body of POST /v2/cloudimages/action, all five shapes in one: the sources present decide. Unknown fields are ignored.
import { z } from "zod";
import type { FieldCodes } from "../parseBody";

const tagging = {
  tags: z.array(z.string()).optional(),
  image_tags: z.array(z.looseObject({ key: z.string(), value: z.string() })).optional(),
};

const dataImage = z.looseObject({
  name: z.string().optional(),
  description: z.string().optional(),
  volume_id: z.string().optional(),
  image_url: z.string().optional(),
  min_disk: z.int().optional(),
  is_quick_import: z.boolean().optional(),
  ...tagging,
});

export const createBody = z.looseObject({
  name: z.string().optional(),
  description: z.string().optional(),
  instance_id: z.string().optional(),
  volume_id: z.string().optional(),
  image_url: z.string().optional(),
  data_images: z.array(dataImage).optional(),
  min_disk: z.int().optional(),
  min_ram: z.int().optional(),
  max_ram: z.int().optional(),
  os_type: z.enum(["Linux", "Windows", "Other"]).optional(),
  os_version: z.string().optional(),
  type: z.string().optional(),
  architecture: z.enum(["x86", "arm"]).optional(),
  hw_firmware_type: z.enum(["bios", "uefi"]).optional(),
  license_type: z.enum(["platform", "byol"]).optional(),
  is_config: z.boolean().optional(),
  is_quick_import: z.boolean().optional(),
  cmk_id: z.string().optional(),
  enterprise_project_id: z.string().optional(),
  ...tagging,
});

export type CreateBody = z.output<typeof createBody>;
export type DataImageBody = z.output<typeof dataImage>;

export const CREATE_CODES: FieldCodes = {
  name: "IMG.0013",
  description: "IMG.0054",
  min_disk: "IMG.0055",
  min_ram: "IMG.0055",
  max_ram: "IMG.0055",
  os_type: "IMG.0122",
  os_version: "IMG.0056",
  type: "IMG.0024",
  architecture: "IMG.0212",
  hw_firmware_type: "IMG.0141",
  tags: "IMG.0115",
  key: "IMG.0115",
  value: "IMG.0115",
};
