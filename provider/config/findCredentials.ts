/** Looks for credentials, place by place; the first that has a whole set counts, and is never completed from another. */
import type { Agency, Proof } from "../auth/credentials";
import { ImsError } from "../base/errors";
import { environmentLevels, type Found, firstOf, type Level, stackLevel } from "./level";
import { readAgency, readStackAgencies } from "./readAgencies";
import { readProof } from "./readProof";
import type { Settings } from "./settings";
import { cliProfile } from "./sources/cliProfile";
import { cloudsYaml } from "./sources/cloudsYaml";
import { sdkCredentialsFile } from "./sources/sdkCredentialsFile";
import type { ConfigurationOptions, FileSource, SourceOptions } from "./sources/source";

export interface FoundIdentity {
  readonly proof: Proof | undefined;
  readonly source: string;
  readonly agencies: readonly Agency[];
  /** Where settings count, in their order. */
  readonly levels: readonly Level[];
  /** Where settings count that belong to the credentials, such as the project: another account has others. */
  readonly identityLevels: readonly Level[];
  /** Where was looked, in the words of a message. */
  readonly searched: string;
}

interface Hit {
  readonly level: Level;
  readonly file?: FileSource;
  readonly proof: Proof;
  readonly source: string;
}

const searched = [
  "the configuration (`ims:accessKey` and `ims:secretKey`, `ims:token`, `ims:password`, `ims:profile`, `ims:osCloud`)",
  "HW_ACCESS_KEY and HW_SECRET_KEY, HW_AUTH_TOKEN, HW_USER_PASSWORD, HW_PROFILE",
  "OS_ACCESS_KEY and OS_SECRET_KEY, OS_TOKEN, OS_PASSWORD, OS_CLOUD",
  "HUAWEICLOUD_SDK_AK and HUAWEICLOUD_SDK_SK",
  "~/.hcloud/config.json",
  "clouds.yaml",
  "~/.huaweicloud/credentials",
].join("; ");

export function findCredentials(settings: Settings, { cwd, notice }: ConfigurationOptions): FoundIdentity {
  const { environment, stack } = settings;
  const files = { environment, cwd };
  const own = stackLevel(stack);
  const variables = environmentLevels(environment);
  const chosen = chosenFiles(files, [own, ...variables]);
  const explicit = [own, ...chosen.map(({ level }) => level), ...variables];
  const hit = firstHit([{ level: own }, ...chosen.map(ofFile), ...variables.map((level) => ({ level }))]);
  const found =
    hit ?? defaultFiles(files).reduce<Hit | undefined>((first, open) => first ?? firstHit([open()]), undefined);
  const levels = (hit ?? !found) ? explicit : [...explicit, found.level];
  const identityLevels = found?.level.chosen ? [own, found.level] : levels;
  found?.file?.warnOfReaders(notice);
  if (found?.level.chosen) warnOfOthers(found, variables, notice);
  const usesMetadata = own.get("useInstanceMetadata")?.value === "true";
  return {
    proof: found?.proof ?? (usesMetadata ? { kind: "metadata" } : undefined),
    source: found?.source ?? "the metadata service of this server",
    agencies: agenciesOf(settings, identityLevels),
    levels,
    identityLevels,
    searched: `${searched}; the metadata service ${usesMetadata ? "" : "only with `ims:useInstanceMetadata`"}`,
  };
}

const ofFile = (file: FileSource) => ({ level: file.level, file });

function firstHit(candidates: readonly ({ level: Level; file?: FileSource } | undefined)[]): Hit | undefined {
  for (const candidate of candidates) {
    const found = candidate && readProof(candidate.level);
    if (candidate && found) return { ...candidate, ...found };
    if (candidate?.level.chosen) throw withoutProof(candidate.level);
  }
  return undefined;
}

/** The user wants to sign in with the named source: any other would be a surprise. */
function withoutProof({ name }: Level): ImsError {
  return new ImsError(
    "CONFIGURATION",
    `The ${name} was named and holds no credentials: give it a key, a token or a password, or do not name it.`,
  );
}

/** Files that somebody named: naming one is a choice, so it counts more than what stands in the environment. */
function chosenFiles(files: SourceOptions, levels: readonly Level[]): readonly FileSource[] {
  const profile = firstOf(levels, "profile");
  const file = firstOf(levels, "sharedConfigFile");
  const cloud = firstOf(levels, "osCloud");
  const named = profile ?? file;
  if (named && cloud && isOwn(named) && isOwn(cloud)) {
    throw new ImsError(
      "CONFIGURATION",
      `${named.place} and ${cloud.place} are both set, and only one can count: remove one of them.`,
    );
  }
  return [named && cliProfile(files, { file, profile }), cloud && cloudsYaml(files, cloud)].filter(
    (source) => source !== undefined,
  );
}

function isOwn({ place }: Found): boolean {
  return place.startsWith("ims:");
}

/** Files in their usual places, for whoever has nothing else. */
function defaultFiles(files: SourceOptions): readonly (() => { level: Level; file?: FileSource } | undefined)[] {
  const open = (source: FileSource | undefined) => source && ofFile(source);
  return [
    () => open(cliProfile(files, { file: undefined, profile: undefined })),
    () => open(cloudsYaml(files, undefined)),
    () => open(sdkCredentialsFile(files)),
  ];
}

function warnOfOthers(counts: Hit, variables: readonly Level[], notice: (text: string) => void): void {
  for (const level of variables) {
    const other = tryProof(level);
    if (other) notice(`${other} are set too and do not count, because the ${counts.level.name} was named.`);
  }
}

function tryProof(level: Level): string | undefined {
  try {
    return readProof(level)?.source;
  } catch {
    return undefined;
  }
}

function agenciesOf({ stack }: Settings, levels: readonly Level[]): readonly Agency[] {
  const own = readStackAgencies(stack);
  return own.length > 0 ? own : (levels.map(readAgency).find((agencies) => agencies.length > 0) ?? []);
}
