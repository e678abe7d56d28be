import { isRecord } from "../../base/isRecord";
import type { CloudLimits } from "../../ims/cloudLimits";
import type { Fields } from "../../kinds/kind";
import type { Properties } from "../state/stored";
import { holdsUnknown } from "../state/unknowns";
import { imageLists } from "./imageLists";

/** Warnings of a preview about arguments that one cloud takes and the cloud of the region does not, as far as its documents go. */
export function cloudWarnings(fields: Fields, inputs: Properties, limits: CloudLimits): string[] {
  const images = imageLists(fields, inputs).flatMap(([, list]) => list);
  const holders = [inputs, ...images.filter(isRecord)];
  return [
    ...limits.lacks
      .filter((key) => inputs[key] !== undefined)
      .map((key) => `${limits.name} has no ${key}: it may refuse the call`),
    ...Object.entries(limits.values).flatMap(([key, known]) => valueWarning(key, inputs[key], known, limits)),
    ...new Set(holders.flatMap(({ tags }) => tagWarnings(tags, limits))),
  ];
}

function valueWarning(key: string, value: unknown, known: readonly string[], { name }: CloudLimits): string[] {
  if (typeof value !== "string" || holdsUnknown(value) || known.includes(value)) return [];
  return [`${name} knows ${known.join(", ")} as ${key}: it may refuse ${value}`];
}

function tagWarnings(tags: unknown, limits: CloudLimits): string[] {
  if (!isRecord(tags) || holdsUnknown(tags)) return [];
  const { name, tags: most } = limits;
  const count = Object.keys(tags).length;
  const tooMany = `${name} allows ${most} tags for an image, and the ownership marker is one of them: it will refuse ${count}`;
  return [
    ...(count >= most ? [tooMany] : []),
    ...Object.entries(tags).flatMap(([key, value]) => tagWarning(key, String(value), limits)),
  ];
}

function tagWarning(key: string, value: string, { name, tagKey, tagValue, tagText }: CloudLimits): string[] {
  const isOdd = tagText !== undefined && !(tagText.form.test(key) && tagText.form.test(value));
  return [
    ...([...key].length > tagKey
      ? [`${name} allows ${tagKey} characters for the key of a tag: it may refuse tags.${key}`]
      : []),
    ...([...value].length > tagValue
      ? [`${name} allows ${tagValue} characters for the value of a tag: it may refuse tags.${key}`]
      : []),
    ...(isOdd ? [`${name} allows ${tagText.words} in tags: it may refuse tags.${key}`] : []),
  ];
}
