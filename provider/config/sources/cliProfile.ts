/** The file of the vendor's command line (KooCLI, `hcloud`), which the Terraform provider of Huawei Cloud reads too. */
import { join } from "node:path";
import { ImsError } from "../../base/errors";
import { isRecord } from "../../base/isRecord";
import { type Found, fileLevel } from "../level";
import { readSettingsFile } from "./readSettingsFile";
import type { FileSource, SourceOptions } from "./source";

export interface WantedProfile {
  /** Default `~/.hcloud/config.json`. */
  readonly file: Found | undefined;
  /** Default: the current one. */
  readonly profile: Found | undefined;
}

const usual = ".hcloud/config.json";
const names = { accessKey: "accessKeyId", secretKey: "secretAccessKey", securityToken: "securityToken" } as const;
const accessKeyId = /^[A-Z0-9]{10,40}$/;

export function cliProfile({ environment }: SourceOptions, wanted: WantedProfile): FileSource | undefined {
  const home = environment["HOME"] ?? environment["USERPROFILE"];
  const path = (wanted.file?.value ?? (home && join(home, usual)))?.replace(/^~(?=\/)/, home ?? "~");
  const file = path === undefined ? undefined : readSettingsFile(path);
  if (path === undefined || file === undefined) {
    if (wanted.file) throw refuse(`${wanted.file.place} names ${path}, and there is no such file`);
    if (wanted.profile)
      throw refuse(`${wanted.profile.place} names a profile, but there is no file ${path ?? `~/${usual}`}`);
    return undefined;
  }
  const profile = findProfile(path, file.text, wanted.profile);
  if (profile === undefined) return undefined;
  const { name, settings } = profile;
  const where = `profile "${name}" in ${path}`;
  const { accessKey } = settings;
  if (accessKey && !accessKeyId.test(accessKey)) {
    throw refuse(
      `The keys of the ${where} are encrypted, or are no keys: store them openly with \`hcloud configure set --cli-auth-encrypt=false\`, or take another source`,
    );
  }
  const isChosen = wanted.file !== undefined || wanted.profile !== undefined;
  return { level: fileLevel(where, isChosen, settings, names), warnOfReaders: file.warnOfReaders };
}

function findProfile(path: string, text: string, wanted: Found | undefined) {
  const document = parse(path, text);
  const profiles = isRecord(document) && Array.isArray(document["profiles"]) ? document["profiles"] : [];
  const named = profiles.filter(isRecord).map((profile) => ({ name: String(profile["name"]), profile }));
  const current = isRecord(document) ? document["current"] : undefined;
  const name = wanted?.value ?? (typeof current === "string" && current !== "" ? current : "default");
  const found = named.find((one) => one.name === name);
  if (found !== undefined) return { name, settings: settingsOf(found.profile) };
  if (wanted === undefined) return undefined;
  const others = named.map((one) => one.name).join(", ");
  throw refuse(
    `${wanted.place} names the profile "${name}", which is not in ${path}: ${others ? `name one of ${others}` : "it has none"}`,
  );
}

function settingsOf(profile: Readonly<Record<string, unknown>>) {
  const text = (holder: unknown, key: string) => {
    const value = isRecord(holder) ? holder[key] : undefined;
    return typeof value === "string" && value !== "" ? value : undefined;
  };
  const sso = isRecord(profile["ssoAuth"]) ? profile["ssoAuth"]["stsToken"] : undefined;
  const keys = profile["mode"] === "SSO" ? sso : profile;
  return {
    accessKey: text(keys, "accessKeyId"),
    secretKey: text(keys, "secretAccessKey"),
    securityToken: text(keys, "securityToken"),
    region: text(profile, "region"),
    projectId: text(profile, "projectId"),
    domainId: text(profile, "domainId"),
    agencyName: text(profile, "agencyName"),
    agencyDomainName: text(profile, "agencyDomainName"),
    agencyDomainId: text(profile, "agencyDomainId"),
  };
}

function parse(path: string, text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    throw refuse(`${path} is no JSON`);
  }
}

function refuse(message: string): ImsError {
  return new ImsError("CONFIGURATION", `${message}.`);
}
