import { encodeQuery } from "../../auth/sign";
import { ImsError } from "../../base/errors";

/** Path and query as they go on the wire: the same encoding that is signed. */
export function encodeTarget(path: string, query: readonly (readonly [string, string])[]): string {
  if (path.split("/").some((segment) => /^(\.|%2e){1,2}$/i.test(segment))) {
    throw new ImsError("INVALID_ARGUMENT", `The path ${path} leads elsewhere: an id in it is "." or "..".`);
  }
  return query.length === 0 ? path : `${path}?${encodeQuery(query)}`;
}
