/** The credentials file of Huawei Cloud's own SDKs: sections of lines with `key = value`. */
import { join } from "node:path";
import { ImsError } from "../../base/errors";
import type { Key } from "../keys";
import { fileLevel } from "../level";
import { readSettingsFile } from "./readSettingsFile";
import type { FileSource, SourceOptions } from "./source";

const names = {
  accessKey: "ak",
  secretKey: "sk",
  securityToken: "security_token",
  projectId: "project_id",
  domainId: "domain_id",
  authUrl: "iam_endpoint",
  idpId: "idp_id",
  idTokenFile: "id_token_file",
} as const satisfies Partial<Record<Key, string>>;

export function sdkCredentialsFile({ environment }: SourceOptions): FileSource | undefined {
  const home = environment["HOME"] ?? environment["USERPROFILE"];
  const given = environment["HUAWEICLOUD_SDK_CREDENTIALS_FILE"]?.trim();
  const path = given || (home && join(home, ".huaweicloud/credentials"));
  const file = path ? readSettingsFile(path) : undefined;
  if (given && file === undefined) {
    throw new ImsError("CONFIGURATION", `HUAWEICLOUD_SDK_CREDENTIALS_FILE names ${given}, and there is no such file.`);
  }
  if (!path || file === undefined) return undefined;
  const sections = parse(file.text);
  const section = sections.has("basic") ? "basic" : "global";
  const lines = sections.get(section);
  if (lines === undefined) return undefined;
  const values = Object.fromEntries(Object.entries(names).map(([key, name]) => [key, lines.get(name)]));
  return {
    level: fileLevel(`[${section}] of ${path}`, false, values, names),
    warnOfReaders: file.warnOfReaders,
  };
}

function parse(text: string): Map<string, Map<string, string>> {
  const sections = new Map<string, Map<string, string>>();
  let lines = new Map<string, string>();
  for (const line of text.split(/\r?\n/).map((raw) => raw.trim())) {
    const header = /^\[(.+)\]$/.exec(line)?.[1];
    const [, key, value] = /^([^#;=]+?)\s*=\s*(.*)$/.exec(line) ?? [];
    if (header !== undefined) {
      lines = new Map();
      sections.set(header, lines);
    }
    if (key !== undefined && value !== undefined) lines.set(key, value);
  }
  return sections;
}
