/** The arguments of image records, and the record that they describe: the native calls have them. */
import type { ImageRecord } from "../../ims/createMetadata";
import type { ArgsOf, Field } from "../kind";
import { type minRam, nameOf } from "./fields";
import { isProtected } from "./lifeFields";
import { choice, minDisk, osVersion } from "./sourceFields";

const name: Field<string, true> = {
  ...nameOf(255),
  attribute: { name: "name", cleared: "", native: true },
};

const diskFormat: Field<"zvhd2" | "vhd" | "zvhd" | "raw" | "iso" | "qcow2", false> = {
  schema: choice("zvhd2", "vhd", "zvhd", "raw", "iso", "qcow2"),
  required: false,
  onChange: "replace",
  absent: "zvhd2",
};

const containerFormat: Field<"bare", false> = {
  schema: choice("bare"),
  required: false,
  onChange: "replace",
  absent: "bare",
};

const visibility: Field<"private", false> = {
  schema: choice("private"),
  required: false,
  onChange: "replace",
  absent: "private",
};

export const recordFields = {
  name,
  osVersion,
  minDisk: { ...minDisk, required: false },
  diskFormat,
  containerFormat,
  visibility,
  protected: isProtected,
} as const;

type RecordArguments = ArgsOf<typeof recordFields & { readonly minRam: typeof minRam }>;

export function recordOf(args: RecordArguments): ImageRecord {
  return {
    name: args.name,
    __os_version: args.osVersion,
    container_format: args.containerFormat,
    disk_format: args.diskFormat,
    min_disk: args.minDisk,
    min_ram: args.minRam,
    visibility: args.visibility,
    // A protected record could not be removed if it fails: protection comes last.
    protected: args.protected === true ? undefined : args.protected,
  };
}
