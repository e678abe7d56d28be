/** The arguments that describe what an image is made from, shared by the kinds that take files and disks. */
import { z } from "zod";
import type { Field } from "../kind";

const gigabytes = (max: number) =>
  z
    .int({ error: "must be a whole number of GB" })
    .min(1, `must be 1 to ${max.toLocaleString("en")} GB`)
    .max(max, `must be 1 to ${max.toLocaleString("en")} GB`);

/** Smallest disk of servers made from the image; the lower bound differs by cloud and is left to the service. */
export const minDisk: Field<number, true> = { schema: gigabytes(1_024), required: true, onChange: "replace" };

/** The same for a data disk, which may be larger. */
export const minDataDisk: Field<number, true> = { schema: gigabytes(2_048), required: true, onChange: "replace" };

const versionText = z.string({ error: "must be a text" }).trim().min(1, "must not be empty");

/** Never checked against a list: the list grows, and the service knows it. */
export const osVersion: Field<string, false> = { schema: versionText, required: false, onChange: "replace" };
export const requiredOsVersion: Field<string, true> = { schema: versionText, required: true, onChange: "replace" };

const fileAddress = z
  .string({ error: "must be <bucket>:<object>" })
  .regex(/^[^:]+:.+$/s, "must be <bucket>:<object>")
  .refine((text) => !/^[a-z]+:\/\//i.test(text), { error: "must be <bucket>:<object>, not a URL" })
  .refine((text) => !/\s/.test(text), { error: "must not hold blanks: the service refuses them in names of objects" });

/** A file in object storage of the same region, in a bucket of the class Standard. */
export const imageUrl: Field<string, true> = { schema: fileAddress, required: true, onChange: "replace" };

/** One of a few words. */
export function choice<const Value extends string>(...values: readonly [Value, ...Value[]]) {
  return z.enum(values, { error: `must be one of ${values.join(", ")}` });
}

export const osType: Field<"Linux" | "Windows" | "Other", false> = {
  schema: choice("Linux", "Windows", "Other"),
  required: false,
  onChange: "replace",
};

export const dataOsType: Field<"Linux" | "Windows", false> = {
  schema: choice("Linux", "Windows"),
  required: false,
  onChange: "replace",
  absent: "Linux",
};

type ServerType = "ECS" | "FusionCompute" | "BMS" | "Ironic";
const sameServer: Record<string, string> = { FusionCompute: "ECS", Ironic: "BMS" };

/** ECS and FusionCompute are one thing, and so are BMS and Ironic. */
export const serverType: Field<ServerType, false> = {
  schema: choice("ECS", "FusionCompute", "BMS", "Ironic"),
  required: false,
  onChange: "replace",
  absent: "ECS",
  canonical: (type) => sameServer[type] ?? type,
};

export const shortServerType: Field<"ECS" | "BMS", false> = {
  schema: choice("ECS", "BMS"),
  required: false,
  onChange: "replace",
  absent: "ECS",
};

export const flag = z.boolean({ error: "must be true or false" });

export const isConfig: Field<boolean, false> = { schema: flag, required: false, onChange: "replace", absent: false };
export const isQuickImport: Field<boolean, false> = {
  schema: flag,
  required: false,
  onChange: "replace",
  absent: false,
};

export const cmkId: Field<string, false> = {
  schema: z.string({ error: "must be the id of a key" }).trim().min(1, "must not be empty"),
  required: false,
  onChange: "replace",
};

export const architecture: Field<"x86" | "arm", false> = {
  schema: choice("x86", "arm"),
  required: false,
  onChange: "replace",
  absent: "x86",
};

/** An arm image boots by UEFI, whatever was asked: it cannot tell. */
export const hwFirmwareType: Field<"bios" | "uefi", false> = {
  schema: choice("bios", "uefi"),
  required: false,
  onChange: "update",
  absent: "bios",
  observe: ({ image }) => {
    if (image.architecture === "arm") return undefined;
    return image.hwFirmwareType?.toLowerCase() === "uefi" ? "uefi" : "bios";
  },
  attribute: { name: "hw_firmware_type", cleared: "bios" },
};

export const licenseType: Field<"platform" | "byol", false> = {
  schema: choice("platform", "byol"),
  required: false,
  onChange: "replace",
};

export const wholeImageType: Field<"CBR" | "CSBS", false> = {
  schema: choice("CBR", "CSBS"),
  required: false,
  onChange: "replace",
  absent: "CBR",
};

/** Whether the backup goes when the image is deleted. */
export const deleteBackup: Field<boolean, false> = { schema: flag, required: false, onChange: "record", absent: false };
