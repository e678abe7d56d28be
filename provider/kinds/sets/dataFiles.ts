/** Data disks that are imported beside a system disk, each from a file of its own in object storage. */
import type { Input } from "@pulumi/pulumi";
import { z } from "zod";
import type { FromFile } from "../../ims/createImage";
import type { Tag } from "../../ims/tags";
import { distinct } from "../arguments/distinct";
import { description, name, tags } from "../arguments/fields";
import { flag, imageUrl, minDataDisk } from "../arguments/sourceFields";
import type { Field } from "../kind";
import { obsDataImage } from "../single/obsDataImage";
import { quickImportDataImage } from "../single/quickImportDataImage";
import type { Member } from "./setKind";

/** One data disk and the image that is made from it. */
export interface FileImageArgs {
  /** The file as `<bucket>:<object>`, another than those of the other disks. */
  readonly imageUrl: Input<string>;
  /** Smallest data disk that is made from the image, 1 to 2,048 GB. */
  readonly minDisk: Input<number>;
  /** Name of the image, 1 to 128 characters without a blank at either end. Changed in place. */
  readonly name: Input<string>;
  /** Purpose of the image: at most 1,024 characters, no line breaks, no `<` and `>`. Changed in place. */
  readonly description?: Input<string>;
  /** Whether the fast import is used: RAW with a bitmap file beside it, or ZVHD2. Default false. */
  readonly isQuickImport?: Input<boolean>;
  /** Tags of the image as a map from key to value, with the limits of `ObsDataImage`. Changed in place. */
  readonly tags?: Input<Record<string, Input<string>>>;
}

const element = z.strictObject({
  imageUrl: imageUrl.schema,
  minDisk: minDataDisk.schema,
  name: name.schema,
  description: description.schema.optional(),
  isQuickImport: flag.optional(),
  tags: tags.schema.optional(),
});

/** @internal */
export type FileImage = z.infer<typeof element>;

const maxDataDisks = 3;

/** Distinct files; the service takes three beside the system disk. @internal */
export const fileImages: Field<FileImage[], false> = {
  schema: z
    .array(element, { error: "must be a list of { imageUrl, minDisk, name, description, isQuickImport, tags }" })
    .max(maxDataDisks, `must hold at most ${maxDataDisks} files`)
    .superRefine(distinct("imageUrl")),
  required: false,
  onChange: "update",
  holdsImages: true,
  absent: [],
};

/** As the service writes the origin of an image. @internal */
export const fileSource = (url: string) => `file,${url}`;

/** A disk that is added later is imported by the call of its own. @internal */
export function fileMember(image: FileImage, common: Member["args"], element: number): Member {
  const { isQuickImport, ...args } = image;
  const kind = isQuickImport ? quickImportDataImage : obsDataImage;
  return { source: fileSource(image.imageUrl), kind, args: { ...args, ...common }, element };
}

/** One element of `data_images` in the body of the call. @internal */
export function fileImageBody(
  image: FileImage,
  image_tags: readonly Tag[],
): NonNullable<FromFile["data_images"]>[number] {
  return {
    name: image.name,
    description: image.description,
    image_url: image.imageUrl,
    min_disk: image.minDisk,
    is_quick_import: image.isQuickImport,
    image_tags,
  };
}
