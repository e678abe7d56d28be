import type { Fields } from "../../kinds/kind";
import type { Properties } from "../state/stored";

/** The arguments that are lists of images, by their names. */
export function imageLists(fields: Fields, args: Properties): (readonly [key: string, images: readonly unknown[]])[] {
  return Object.entries(fields).flatMap(([key, { holdsImages }]) => {
    const list = holdsImages && args[key];
    return Array.isArray(list) ? [[key, list] as const] : [];
  });
}
