import { ImsError } from "../base/errors";

const loopback = /^(localhost|127(\.\d{1,3}){3}|\[::1\])$/;
const metadata = /^(169\.254\.|\[?fe80:|\[::ffff:a9fe:)/;

/** The origin of a service URL; refuses what would send credentials to a place that nobody meant. */
export function parseEndpoint(place: string, value: unknown): string {
  const url = typeof value === "string" ? tryUrl(value.trim()) : undefined;
  // A text that is no URL, and a part that does not belong here, may be a secret.
  const refuse = (why: string, shown = "") => new ImsError("CONFIGURATION", `${place} ${why}${shown}.`);
  if (url === undefined) throw refuse("is no URL, such as https://ims.eu-de.otc.t-systems.com");
  const is = `; it is ${url.protocol}//${url.host}`;
  if (url.username || url.password) throw refuse("must not hold a user or a password");
  if (url.protocol !== "https:" && !(url.protocol === "http:" && loopback.test(url.hostname))) {
    throw refuse("must use https (http only for an address of this machine)", is);
  }
  if (url.search || url.hash) throw refuse("must have neither query nor fragment", is);
  if (!/^\/(v\d[\d.]*\/?)?$/.test(url.pathname)) throw refuse("must have no path", is);
  if (metadata.test(url.hostname)) throw refuse("is an address of the metadata service, which is no service", is);
  return url.origin;
}

function tryUrl(text: string): URL | undefined {
  return URL.canParse(text) ? new URL(text) : undefined;
}
