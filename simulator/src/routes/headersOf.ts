// The headers of a request: values by name in lower case; a header that was sent twice is joined.
import type { IncomingMessage } from "node:http";

export type Headers = Readonly<Record<string, string | undefined>>;

export const headersOf = (request: IncomingMessage): Headers =>
  Object.fromEntries(
    Object.entries(request.headers).map(([name, value]) => [name, Array.isArray(value) ? value.join(", ") : value]),
  );
