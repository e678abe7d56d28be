/** The arguments of image records: the native calls have them. */
import type { Field } from "./kind";
import { choice, flag } from "./sourceFields";

export const isProtected: Field<boolean, false> = {
  schema: flag,
  required: false,
  onChange: "update",
  absent: false,
  observe: ({ image }) => image.protected ?? false,
  attribute: { name: "protected", cleared: false, native: true },
};

export const diskFormat: Field<"zvhd2" | "vhd" | "zvhd" | "raw" | "iso" | "qcow2", false> = {
  schema: choice("zvhd2", "vhd", "zvhd", "raw", "iso", "qcow2"),
  required: false,
  onChange: "replace",
  absent: "zvhd2",
};

export const containerFormat: Field<"bare", false> = {
  schema: choice("bare"),
  required: false,
  onChange: "replace",
  absent: "bare",
};

export const visibility: Field<"private", false> = {
  schema: choice("private"),
  required: false,
  onChange: "replace",
  absent: "private",
};
