import { ImsError } from "../base/errors";

const loopback = /^(localhost|127(\.\d{1,3}){3}|\[::1\])$/;
const metadata = /^(169\.254\.|\[?fe80:|\[::ffff:a9fe:)/;

/** The origin of a service URL; refuses what would send credentials to a place that nobody meant. */
export function parseEndpoint(service: string, value: unknown): string {
  const refuse = (why: string) =>
    new ImsError("CONFIGURATION", `The endpoint of "${service}" ${why}: ${String(value)}`);
  const url = typeof value === "string" ? tryUrl(value.trim()) : undefined;
  if (url === undefined) throw refuse("is no URL");
  if (url.username || url.password)
    throw new ImsError("CONFIGURATION", `The endpoint of "${service}" must not hold a user or a password.`);
  if (url.protocol !== "https:" && !(url.protocol === "http:" && loopback.test(url.hostname))) {
    throw refuse("must use https (http only for an address of this machine)");
  }
  if (url.search || url.hash) throw refuse("must have neither query nor fragment");
  if (!/^\/(v\d[\d.]*\/?)?$/.test(url.pathname)) throw refuse("must have no path");
  if (metadata.test(url.hostname)) throw refuse("is an address of the metadata service");
  return url.origin;
}

function tryUrl(text: string): URL | undefined {
  return URL.canParse(text) ? new URL(text) : undefined;
}
