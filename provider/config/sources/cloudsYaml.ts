/** `clouds.yaml` of the OpenStack clients, with `secure.yaml` beside it, as their loader finds and reads them. */
import { dirname, join } from "node:path";
import { ImsError, messageOf } from "../../base/errors";
import { isRecord } from "../../base/isRecord";
import type { Key } from "../keys";
import { type Environment, type Found, fileLevel } from "../level";
import { readSettingsFile } from "./readSettingsFile";
import type { FileSource, SourceOptions } from "./source";

type Values = Readonly<Record<string, unknown>>;

const extensions = ["yaml", "yml", "json"];

/** Where each setting stands in an entry; the first that is there counts. */
const paths: Readonly<Partial<Record<Key, readonly string[]>>> = {
  region: ["region_name"],
  authUrl: ["auth.auth_url"],
  userName: ["auth.username"],
  userId: ["auth.user_id"],
  password: ["auth.password"],
  passcode: ["auth.passcode"],
  domainName: ["auth.user_domain_name", "auth.domain_name", "auth.project_domain_name", "auth.default_domain"],
  domainId: ["auth.user_domain_id", "auth.domain_id", "auth.project_domain_id"],
  projectName: ["auth.project_name", "auth.tenant_name"],
  projectId: ["auth.project_id", "auth.tenant_id"],
  token: ["auth.token"],
  accessKey: ["auth.ak", "auth.access_key"],
  secretKey: ["auth.sk", "auth.secret_key"],
  securityToken: ["auth.security_token"],
  agencyName: ["auth.target_agency_name"],
  agencyDomainName: ["auth.target_domain_name"],
  agencyDomainId: ["auth.target_domain_id"],
  delegatedProject: ["auth.target_project_name"],
  cacertFile: ["cacert"],
  clientCertFile: ["cert"],
  clientKeyFile: ["key"],
};

const knownTypes = /^(v2|v3)?(password|token|aksk|totp|multifactor)$/;

/** @param wanted the entry, or undefined for the only one */
export function cloudsYaml(options: SourceOptions, wanted: Found | undefined): FileSource | undefined {
  const file = firstFile(candidates(options, "OS_CLIENT_CONFIG_FILE", "clouds"));
  if (file === undefined) {
    if (wanted === undefined) return undefined;
    throw refuse(
      `${wanted.place} names the cloud "${wanted.value}", but there is no clouds.yaml in ${searched(options)}`,
    );
  }
  const clouds = cloudsIn(file.path, file.text, "clouds");
  const name = wanted?.value ?? (Object.keys(clouds).length === 1 ? Object.keys(clouds)[0] : undefined);
  if (name === undefined) return undefined;
  const entry = Object.hasOwn(clouds, name) ? clouds[name] : undefined;
  if (!isRecord(entry)) {
    if (wanted === undefined) return undefined;
    const others = Object.keys(clouds).join(", ");
    throw refuse(
      `${wanted.place} names the cloud "${name}", which is not in ${file.path}: ${others ? `name one of ${others}` : "it has none"}`,
    );
  }
  const secrets = secretsOf(options.environment, file.path, name);
  const whole = withDefaults(merge(entry, secrets, `${name} in ${file.path}`, ""), vendorDefaults(options, entry));
  checkType(whole, name, file.path);
  const { values, names } = settingsOf(whole);
  return {
    level: fileLevel(`cloud "${name}" in ${file.path}`, wanted !== undefined, values, names),
    warnOfReaders: file.warnOfReaders,
  };
}

function settingsOf(cloud: Values) {
  const found = Object.entries(paths).map(([key, places]) => {
    const place = places.find((path) => textAt(cloud, path) !== undefined) ?? places[0] ?? key;
    return [key, place, textAt(cloud, place)] as const;
  });
  const values = Object.fromEntries(found.map(([key, , value]) => [key, value]));
  const region = values["region"] ?? values["projectName"]?.split("_")[0];
  const authUrl = region === undefined ? undefined : values["authUrl"]?.replace("{region_name}", region);
  const insecure = cloud["verify"] === false || cloud["insecure"] === true ? "true" : undefined;
  return {
    values: { ...values, authUrl: authUrl ?? values["authUrl"], insecure },
    names: Object.fromEntries(found.map(([key, place]) => [key, place])),
  };
}

function textAt(cloud: Values, path: string): string | undefined {
  const value = path.split(".").reduce<unknown>((node, part) => (isRecord(node) ? node[part] : undefined), cloud);
  return typeof value === "string" || typeof value === "number" ? String(value) : undefined;
}

function checkType(cloud: Values, name: string, path: string): void {
  const type = cloud["auth_type"];
  if (type === undefined || knownTypes.test(String(type))) return;
  throw refuse(
    `The cloud "${name}" in ${path} has the auth_type ${String(type)}; these clouds take password, token and aksk`,
  );
}

function withDefaults(values: Values, defaults: Values): Values {
  const both = Object.entries(defaults).map(([key, value]) => {
    const own = values[key];
    return [key, isRecord(own) && isRecord(value) ? withDefaults(own, value) : (own ?? value)] as const;
  });
  return { ...values, ...Object.fromEntries(both) };
}

/** Values of a `profile`: the built-in one of Open Telekom Cloud, or one of `clouds-public.yaml`. */
function vendorDefaults(options: SourceOptions, entry: Values): Values {
  const profile = entry["profile"] ?? entry["cloud"];
  if (typeof profile !== "string") return {};
  const file = firstFile(candidates(options, "OS_CLIENT_VENDOR_FILE", "clouds-public"));
  const vendor = file && cloudsIn(file.path, file.text, "public-clouds")[profile];
  if (isRecord(vendor)) return vendor;
  return profile === "otc" ? { auth: { auth_url: "https://iam.{region_name}.otc.t-systems.com/v3" } } : {};
}

function secretsOf(environment: Environment, cloudsPath: string, name: string): Values {
  const given = environment["OS_CLIENT_SECURE_FILE"]?.trim();
  const beside = extensions.map((extension) => join(dirname(cloudsPath), `secure.${extension}`));
  const file = firstFile(given ? [given] : beside);
  const entry = file && cloudsIn(file.path, file.text, "clouds")[name];
  return isRecord(entry) ? entry : {};
}

/** The tools disagree on which file wins, so neither does. */
function merge(a: Values, b: Values, where: string, path: string): Values {
  const merged = Object.entries(b).map(([key, value]) => {
    const other = a[key];
    const at = path ? `${path}.${key}` : key;
    if (isRecord(other) && isRecord(value)) return [key, merge(other, value, where, at)] as const;
    if (other === undefined || other === value) return [key, value] as const;
    throw refuse(`${at} of the cloud ${where} stands in secure.yaml too, with another value: leave it in one of them`);
  });
  return { ...a, ...Object.fromEntries(merged) };
}

function cloudsIn(path: string, text: string, section: string): Values {
  const document = parse(path, text);
  const clouds = isRecord(document) ? document[section] : undefined;
  if (isRecord(clouds)) return clouds;
  throw refuse(`${path} has no section "${section}"`);
}

function parse(path: string, text: string): unknown {
  const { parse: parseYaml, YAMLParseError } = require("yaml") as typeof import("yaml");
  try {
    return parseYaml(text);
  } catch (error) {
    // Its own message shows the line, which may hold a secret.
    const line = error instanceof YAMLParseError ? error.linePos?.[0].line : undefined;
    throw refuse(`${path} is no YAML${line === undefined ? `: ${messageOf(error)}` : `, see line ${line}`}`);
  }
}

function candidates(options: SourceOptions, variable: string, stem: string): readonly string[] {
  const given = options.environment[variable]?.trim();
  if (given) return [given];
  return directories(options).flatMap((directory) =>
    extensions.map((extension) => join(directory, `${stem}.${extension}`)),
  );
}

function directories({ environment, cwd }: SourceOptions): readonly string[] {
  const home = environment["HOME"] ?? environment["USERPROFILE"];
  return [cwd, ...(home ? [join(home, ".config/openstack")] : []), "/etc/openstack"];
}

function searched(options: SourceOptions): string {
  return options.environment["OS_CLIENT_CONFIG_FILE"]?.trim() || directories(options).join(", ");
}

function firstFile(paths: readonly string[]) {
  for (const path of paths) {
    const file = readSettingsFile(path);
    if (file !== undefined) return { path, ...file };
  }
  return undefined;
}

function refuse(message: string): ImsError {
  return new ImsError("CONFIGURATION", `${message}.`);
}
