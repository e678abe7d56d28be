import { isRecord } from "../../base/isRecord";
import type { ServiceImage } from "../../ims/image";
import type { Field, Kind } from "../../kinds/kind";
import type { Properties } from "../state/stored";
import { isAsWanted, sameValue } from "./sameValue";

/** The inputs as the image really is: drifted values replace declared ones, and what the program left out stays out. */
export function observedInputs(kind: Kind, inputs: Properties, image: ServiceImage): Properties {
  const shown = Object.entries(inputs).map(([key, value]) => {
    const field = kind.fields[key];
    if (field === undefined || isAsWanted(field, image, value)) return [key, value] as const;
    return [key, field.observe?.(image)] as const;
  });
  return Object.fromEntries(shown);
}

/**
 * The stored inputs with what the image has of an update that got stuck: each argument that differs, tags key by key. The
 * next diff then names the rest of the update and nothing else.
 */
export function observedDifference(
  kind: Kind,
  before: Properties,
  inputs: Properties,
  image: ServiceImage,
): Properties {
  const differing = Object.entries(kind.fields).filter(([key, field]) => !sameValue(field, before[key], inputs[key]));
  const seen = differing.map(([key, field]) => [key, seenValue(key, field, before, inputs, image)] as const);
  return { ...before, ...Object.fromEntries(seen) };
}

function seenValue(key: string, field: Field, before: Properties, inputs: Properties, image: ServiceImage): unknown {
  if (field.observe === undefined) return inputs[key];
  const value = field.observe(image);
  if (key !== "tags" || !isRecord(value)) return value ?? before[key];
  const [old, now] = [before[key], inputs[key]].map((tags) => (isRecord(tags) ? tags : {}));
  const names = new Set([...Object.keys(old ?? {}), ...Object.keys(now ?? {})]);
  return Object.fromEntries(
    [...names].flatMap((name) => {
      const shown = old?.[name] === now?.[name] ? old?.[name] : value[name];
      return shown === undefined ? [] : [[name, shown]];
    }),
  );
}
