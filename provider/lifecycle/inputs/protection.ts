/** Protection from deletion: what the state knows of it, and what a preview refuses because of it. */
import { ImsError } from "../../base/errors";
import { isRecord } from "../../base/isRecord";
import type { Fields } from "../../kinds/kind";
import type { Properties } from "../state/stored";
import { holdsUnknown } from "../state/unknowns";
import { sameValue } from "./sameValue";

/** By the program, or by somebody else as far as a read has seen it. */
export function isProtected({ protected: declared, image }: Properties): boolean {
  return declared === true || (isRecord(image) && image["protected"] === true);
}

/**
 * Whether the protection has to be changed. Left out and false mean the same, but not for an image that somebody else has
 * protected: there an explicit false lifts it.
 */
export function changesProtection(fields: Fields, olds: Properties, news: Properties): boolean {
  const { protected: field } = fields;
  if (field === undefined) return false;
  const { protected: before, image } = olds;
  if (!sameValue(field, before, news["protected"])) return true;
  return before === undefined && news["protected"] === false && isProtected({ image });
}

/**
 * The class says so of a resource with the option `retainOnDelete`. What the last step of the engine has stored decides
 * whether the engine keeps the old image of a replacement, not what the program says now.
 */
export function isRetained(properties: Properties): boolean {
  return properties["__retain"] === true;
}

/** A protected image that is to be kept from now on, or no longer: no step, and the state would not say so. */
export function changesRetention(olds: Properties, news: Properties): boolean {
  return isRetained(olds) !== isRetained(news);
}

/**
 * The arguments that replace the image for certain. A value that is not known yet may turn out to be the old one, and a
 * preview that refused it could not be passed: the update asks again when it is known.
 */
export function certainlyReplace(fields: Fields, olds: Properties, news: Properties): string[] {
  return Object.entries(fields)
    .filter(([key, field]) => field.onChange === "replace" && !sameValue(field, olds[key], news[key]))
    .map(([key]) => key)
    .filter((key) => !holdsUnknown(news[key]));
}

const first = "change nothing else, and run `pulumi up` first";
export const liftFirst = `Set protected to false, ${first}`;

/** Said at the preview: later the new image would be there, and the old one could not be deleted. */
export function protectedFromReplacement(
  { type }: { readonly type: string },
  changed: readonly string[],
  imageIds: readonly string[],
): ImsError {
  const [imageId = ""] = imageIds;
  const which = imageIds.length > 1 ? `images ${imageIds.join(", ")} are` : `image ${imageId} is`;
  const text = `A change of ${changed.join(", ")} replaces this ${type}, but ${which} protected. Set protected to false, or the option retainOnDelete to true, which keeps it; ${first}`;
  return new ImsError("PROTECTED", text, { imageId });
}
