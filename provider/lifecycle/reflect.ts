import type { ServiceImage } from "../ims/image";
import type { Kind } from "../kinds/kind";
import { isInLine } from "./sameValue";
import type { Properties } from "./stored";

/** The inputs as the image really is: drifted values replace declared ones, and what the program left out stays out. */
export function reflect(kind: Kind, inputs: Properties, image: ServiceImage): Properties {
  const shown = Object.entries(inputs).map(([key, value]) => {
    const field = kind.fields[key];
    if (field === undefined || isInLine(field, image, value)) return [key, value] as const;
    return [key, field.observe?.(image)] as const;
  });
  return Object.fromEntries(shown);
}
