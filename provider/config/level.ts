/** One place in which settings may stand: the stack configuration, a family of environment variables, a file. */

import { type Family, families, type Key, keys, type Setting } from "./keys";
import { parseMap } from "./parseMap";

export interface Found {
  readonly value: string;
  /** Where exactly it stands, in the words of a message. */
  readonly place: string;
}

export interface Level {
  readonly name: string;
  /** True where the user named this very place, so that it counts more than what happens to be in the environment. */
  readonly chosen?: true;
  get(key: Key): Found | undefined;
  /** How a message calls the place in which the key would stand. */
  placeOf(key: Key): string;
}

export type Environment = Readonly<Record<string, string | undefined>>;

/** Looks up a key of the stack configuration, such as `ims:region`. */
export type StackConfig = (key: string) => string | undefined;

export function stackLevel(stack: StackConfig): Level {
  const holderOf = (key: Key) => (keys[key] as Setting).inside;
  const placeOf = (key: Key) => (holderOf(key) ? `${key} in ims:${holderOf(key)}` : `ims:${key}`);
  return {
    name: "the configuration ims:*",
    get: (key) => {
      const holder = holderOf(key);
      return found(holder ? inside(stack, holder, key) : stack(`ims:${key}`), placeOf(key));
    },
    placeOf,
  };
}

/** A list is read as a whole, by who knows what it is a list of. */
function inside(stack: StackConfig, holder: string, key: Key): string | undefined {
  const text = stack(`ims:${holder}`)?.trim();
  if (!text || holder === "assumeRole") return undefined;
  const value = parseMap(text, `ims:${holder}`, '{"idpId":"…","idTokenFile":"/path"}')[key];
  return typeof value === "string" ? value : undefined;
}

export function environmentLevels(environment: Environment): readonly Level[] {
  return families.map((family) => environmentLevel(environment, family));
}

function environmentLevel(environment: Environment, family: Family): Level {
  const namesOf = (key: Key): readonly string[] => (keys[key] as Setting)[family] ?? [];
  return {
    name: `the environment variables ${family}_*`,
    get: (key) =>
      namesOf(key)
        .map((name) => found(environment[name], name))
        .find((one) => one !== undefined),
    placeOf: (key) => namesOf(key)[0] ?? `${family}_*`,
  };
}

/** A level of values that were read from a file, under the names that the file has for them. */
export function fileLevel(
  file: string,
  chosen: boolean,
  values: Readonly<Partial<Record<Key, string | undefined>>>,
  names: Readonly<Partial<Record<Key, string>>>,
): Level {
  const placeOf = (key: Key) => `${names[key] ?? key} in ${file}`;
  return {
    name: file,
    ...(chosen ? { chosen: true } : {}),
    get: (key) => found(values[key], placeOf(key)),
    placeOf,
  };
}

function found(value: string | undefined, place: string): Found | undefined {
  const trimmed = value?.trim();
  return trimmed ? { value: trimmed, place } : undefined;
}

export function firstOf(levels: readonly Level[], key: Key): Found | undefined {
  return levels.map((level) => level.get(key)).find((one) => one !== undefined);
}
