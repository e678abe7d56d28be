/**
 * Which state this run belongs to: a URN names project and stack, and two people may have the same ones. The address of the
 * backend tells them apart, as the CLI finds it, or a setting does.
 */
import { existsSync, readFileSync, realpathSync } from "node:fs";
import { userInfo } from "node:os";
import { dirname, join, resolve } from "node:path";
import { isRecord } from "../base/isRecord";
import type { Environment, StackConfig } from "./level";

const cliDefault = "https://api.pulumi.com";

/** Undefined when it cannot be told. @param cwd the directory that the engine has started the provider in */
export function stateIdentity(environment: Environment, stack: StackConfig, cwd: string): string | undefined {
  const given = environment["PULUMI_IMS_STATE_ID"]?.trim() || stack("ims:stateId")?.trim();
  if (given) return identityOfSetting(given, cwd);
  try {
    const address = backendAddress(environment, cwd);
    return address && normalised(address, [environment["PWD"], cwd, projectDir(cwd)]);
  } catch {
    return undefined;
  }
}

/** @param given a name of the user's choice, or the address of a backend, which may be an earlier one that is gone */
export function identityOfSetting(given: string, cwd: string): string {
  return isAddress(given) ? (identityOfAddress(given, cwd) ?? given) : `id ${given}`;
}

function isAddress(text: string): boolean {
  return text.includes("://");
}

/** The address of a backend as other tools name it, such as `pulumi whoami`. */
export function identityOfAddress(address: string, cwd: string): string | undefined {
  return normalised(apiAddress(address), [cwd]);
}

/** Of Pulumi Cloud, `pulumi whoami` prints the page of the user, whose host the CLI makes from that of its API. */
function apiAddress(address: string): string {
  return address.replace(/^(https?:\/\/)app\.([^/]+).*$/, "$1api.$2");
}

/** In the CLI's order. */
function backendAddress(environment: Environment, cwd: string): string | undefined {
  return environment["PULUMI_BACKEND_URL"] || addressInProject(cwd) || addressInCredentials(environment) || cliDefault;
}

const projectFiles = ["Pulumi.yaml", "Pulumi.yml", "Pulumi.json"];

function projectFile(cwd: string): string | undefined {
  for (let folder = cwd; ; folder = dirname(folder)) {
    const found = projectFiles.map((name) => join(folder, name)).find((path) => existsSync(path));
    if (found !== undefined || folder === dirname(folder)) return found;
  }
}

function projectDir(cwd: string): string | undefined {
  const file = projectFile(cwd);
  return file && dirname(file);
}

function addressInProject(cwd: string): string | undefined {
  const file = projectFile(cwd);
  // Loaded here, when it is first needed: a preview does not need it.
  const { parse } = require("yaml") as typeof import("yaml");
  const project: unknown = file && parse(readFileSync(file, "utf8"));
  const backend = isRecord(project) && isRecord(project["backend"]) ? project["backend"]["url"] : undefined;
  return typeof backend === "string" ? backend : undefined;
}

function addressInCredentials(environment: Environment): string | undefined {
  const { PULUMI_CREDENTIALS_PATH: folder, PULUMI_HOME: home } = environment;
  const file = join(folder || home || join(userInfo().homedir, ".pulumi"), "credentials.json");
  if (!existsSync(file)) return undefined;
  const credentials: unknown = JSON.parse(readFileSync(file, "utf8"));
  const current = isRecord(credentials) ? credentials["current"] : undefined;
  return typeof current === "string" ? current : undefined;
}

/** Two spellings of one address are one state. @param bases where a relative path may begin */
function normalised(address: string, bases: readonly (string | undefined)[]): string | undefined {
  const [place = "", query = ""] = address.split("?", 2);
  if (place.startsWith("file://")) return ofFolder(place.slice("file://".length), bases);
  const url = URL.canParse(place) ? new URL(place) : undefined;
  if (url === undefined) return undefined;
  const sorted = query.split("&").filter(Boolean).sort().join("&");
  const path = url.pathname.replace(/\/+$/, "");
  const user = url.username === "" ? "" : `${url.username}@`;
  return `${url.protocol}//${user}${url.host.toLowerCase()}${path}${sorted && `?${sorted}`}`;
}

/** A folder is known by its real path: the backend must be there, or a relative path may mean another one. */
function ofFolder(path: string, bases: readonly (string | undefined)[]): string | undefined {
  const full = path.replace(/^~(?=\/|$)/, () => userInfo().homedir);
  const candidates = bases.flatMap((base) => (base === undefined ? [] : [resolve(base, full)]));
  const found = candidates.find((folder) => existsSync(join(folder, ".pulumi"))) ?? candidates.find(existsSync);
  return found && `file://${realpathSync(found)}`;
}
