// What an image keeps of the file that it was made from.
import type { Scalar } from "../../store/images";
import type { BucketObject } from "../../store/seedSchema";

/** The slot of the disk is known where one create makes system and data images. */
export const fileAttributes = (
  url: string,
  { format }: BucketObject,
  slot?: number,
): Record<string, Scalar | undefined> => ({
  __data_origin: `file,${url}`,
  __root_origin: "file",
  __originalimagename: "",
  __sequence_num: slot === undefined ? undefined : String(slot),
  __lazyloading: format === "zvhd2" ? "true" : undefined,
});
