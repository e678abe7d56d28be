import { encodeQuery } from "../auth/sign";

/** Path and query as they go on the wire: the same encoding that is signed. */
export function encodeTarget(path: string, query: readonly (readonly [string, string])[]): string {
  return query.length === 0 ? path : `${path}?${encodeQuery(query)}`;
}
