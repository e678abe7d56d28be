/**
 * Arguments that the program has marked as secret. The engine hands them over in clear and marks the outputs of the same
 * name again; every other output, message and log is ours to keep clean.
 */
import { isRecord } from "../../base/isRecord";
import { type ImageAttributes, isRegisteredAttribute } from "../../ims/image";
import { isUnknown } from "./unknowns";

type Properties = Readonly<Record<string, unknown>>;

/** The argument, then keys of maps and positions in lists. */
export type SecretPath = readonly [key: string, ...rest: (string | number)[]];

/** The paths of secret arguments, as the class has found them. */
export function secretPathsOf(inputs: Properties): readonly SecretPath[] {
  const paths: unknown[] = Array.isArray(inputs["__secrets"]) ? inputs["__secrets"] : [];
  return paths.filter((path): path is SecretPath => Array.isArray(path) && typeof path[0] === "string");
}

/** Every string in the secret arguments. */
export function secretTexts(inputs: Properties): string[] {
  return secretPathsOf(inputs).flatMap((path) => textsIn(valueAt(inputs, path)));
}

function valueAt(value: unknown, [key, ...rest]: readonly (string | number)[]): unknown {
  if (key === undefined) return value;
  if (Array.isArray(value)) return valueAt(value[Number(key)], rest);
  return isRecord(value) ? valueAt(value[key], rest) : undefined;
}

function textsIn(value: unknown): string[] {
  if (typeof value === "string") return value === "" || isUnknown(value) ? [] : [value];
  if (Array.isArray(value)) return value.flatMap(textsIn);
  return isRecord(value) ? Object.values(value).flatMap(textsIn) : [];
}

/**
 * The paths in the inputs of one member of a set.
 * @param args the arguments of the member
 * @param element its position in the list of images, if it stands there
 */
export function secretsOfMember(
  inputs: Properties,
  args: Properties,
  element: number | undefined,
): readonly SecretPath[] {
  const everything = Object.keys(args).map((key): SecretPath => [key]);
  return secretPathsOf(inputs).flatMap(([key, ...rest]): readonly SecretPath[] => {
    const list: unknown = inputs[key];
    if (!Array.isArray(list)) return element !== undefined && isOwn(inputs, element, key) ? [] : [[key, ...rest]];
    const [position, argument, ...inside] = rest;
    if (element === undefined || (position !== undefined && position !== element)) return [];
    return typeof argument === "string" ? [[argument, ...inside]] : everything;
  });
}

/** Whether an element says itself what the set says, too. */
function isOwn(inputs: Properties, element: number, key: string): boolean {
  const elements = Object.values(inputs).map((value): unknown => (Array.isArray(value) ? value[element] : undefined));
  const isElement = (value: unknown) => isRecord(value) && Object.hasOwn(value, key);
  return elements.some(isElement) || ["name", "description", "tags"].includes(key);
}

/** Parts of an image in which the source and other arguments may show up again. */
const copies = ["dataOrigin", "rootOrigin", "file", "self"] as const;

/** The image without the secret arguments: outputs beside the arguments' own are not marked as secret. */
export function withoutSecrets(image: ImageAttributes, inputs: Properties): ImageAttributes {
  const paths = secretPathsOf(inputs);
  if (paths.length === 0) return image;
  const texts = secretTexts(inputs);
  const holds = (value: unknown) => typeof value === "string" && texts.some((text) => isIn(text, value));
  const hidden = new Set([
    ...paths.filter((path) => path.length === 1).map(([key]) => key),
    ...copies.filter((key) => holds(image[key])),
  ]);
  return {
    ...Object.fromEntries(Object.entries(image).filter(([key]) => !hidden.has(key))),
    tags: tagsWithout(image.tags, paths),
    attributes: Object.fromEntries(
      Object.entries(image.attributes).filter(([name, value]) => name === isRegisteredAttribute || !holds(value)),
    ),
  };
}

/** A short value is hidden where it stands alone: anything may contain it. */
const shortestPart = 4;

function isIn(secret: string, value: string): boolean {
  return secret.length < shortestPart ? value === secret : value.includes(secret);
}

function tagsWithout(tags: ImageAttributes["tags"], paths: readonly SecretPath[]): ImageAttributes["tags"] {
  const ofTags = paths.filter(([key]) => key === "tags");
  if (ofTags.some((path) => path.length === 1)) return {};
  const keys = new Set(ofTags.map(([, key]) => String(key).trim()));
  return Object.fromEntries(Object.entries(tags).filter(([key]) => !keys.has(key)));
}

/** One element of the output `images` of a set. */
export interface ShownMember {
  readonly imageId: unknown;
  readonly name?: unknown;
  readonly source?: string;
  readonly image: unknown;
}

/** @param inputs of the member */
export function memberWithoutSecrets(shown: ShownMember, inputs: Properties): ShownMember {
  const texts = secretTexts(inputs);
  const { name, source, ...rest } = shown;
  const isSecretName = secretPathsOf(inputs).some(([key]) => key === "name");
  const isSecretSource = source !== undefined && texts.some((text) => isIn(text, source));
  return { ...rest, ...(isSecretName ? {} : { name }), ...(isSecretSource ? {} : { source }) };
}
