/** Tags and projects that the configuration adds to every image, and tags that it ignores. A preview shows them, so that they need no credentials. */
import type { Defaults } from "../base/defaults";
import { ImsError } from "../base/errors";
import type { Key } from "./keys";
import {
  type Environment,
  environmentLevels,
  type Found,
  firstOf,
  type Level,
  type StackConfig,
  stackLevel,
} from "./level";
import { parseList } from "./parseList";
import { parseMap } from "./parseMap";

export function readDefaults(environment: Environment, stack: StackConfig): Defaults {
  const levels = [stackLevel(stack), ...environmentLevels(environment)];
  const first = (key: Key) => firstOf(levels, key);
  return {
    tags: readTags(first("defaultTags")),
    ignoredTags: readIgnored(first("ignoreTags")),
    enterpriseProjectId: readProject(first("enterpriseProjectId")),
    region: readRegion(levels),
    projectId: stackLevel(stack).get("projectId")?.value,
  };
}

/** A file that is named counts more than the environment, and may name another region. */
function readRegion([stack, ...variables]: readonly Level[]): string | undefined {
  const own = stack?.get("region");
  const namesFile = fileKeys.some((key) => firstOf([...(stack ? [stack] : []), ...variables], key) !== undefined);
  return own?.value ?? (namesFile ? undefined : firstOf(variables, "region")?.value);
}

const fileKeys = ["profile", "sharedConfigFile", "osCloud"] as const;

const tagsExample = '{"team":"platform"}';

function readTags(found: Found | undefined): Defaults["tags"] {
  if (found === undefined) return {};
  const entries = Object.entries(parseMap(found.value, found.place, tagsExample));
  const texts = entries.flatMap(([key, value]) => (typeof value === "string" ? [[key, value] as const] : []));
  if (texts.length === entries.length) return Object.fromEntries(texts);
  throw new ImsError("CONFIGURATION", `${found.place} must hold texts only, such as ${tagsExample}.`);
}

const ignoredExample = '["owner", "backup-*"]';

function readIgnored(found: Found | undefined): readonly string[] {
  if (found === undefined) return [];
  const list = parseList(found.value, found.place, ignoredExample);
  const keys = list.filter((key) => typeof key === "string");
  if (keys.length === list.length) return keys;
  throw new ImsError("CONFIGURATION", `${found.place} must hold texts only, such as ${ignoredExample}.`);
}

const projectId = /^(0|[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12})$/i;

function readProject(found: Found | undefined): string | undefined {
  if (found === undefined || projectId.test(found.value)) return found?.value;
  throw new ImsError("CONFIGURATION", `${found.place} must be 0 (the default project) or a UUID.`);
}
