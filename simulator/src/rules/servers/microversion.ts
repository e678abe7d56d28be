// The microversion of Nova that a request asks for, in the newer header or the older one. None means 2.1.
import { novaError } from "../errors";

type Headers = Readonly<Record<string, string | undefined>>;

const OLDEST = 1;
const NEWEST = 90;

/** The newer header names the service before the version: "compute 2.45". */
const inNewerHeader = (header: string | undefined): string | undefined =>
  header
    ?.split(",")
    .map((part) => part.trim().split(/\s+/))
    .find(([service]) => service === "compute")?.[1];

/** The number behind "2.". */
export function minorVersion(headers: Headers): number {
  const text =
    inNewerHeader(headers["openstack-api-version"]) ?? headers["x-openstack-nova-api-version"] ?? `2.${OLDEST}`;
  if (text === "latest") return NEWEST;
  const [, minor] = /^2\.(\d{1,4})$/.exec(text.trim()) ?? [];
  if (minor === undefined) throw novaError(400, `API Version String ${text} is of invalid format.`);
  return Math.min(Number(minor), NEWEST);
}
