/** Sees the Cancel call of the engine, which the dynamic provider server answers without telling anybody. */
import { subscribe } from "node:diagnostics_channel";
import { isRecord } from "../base/isRecord";

const cancelPath = "/pulumirpc.ResourceProvider/Cancel";

export function watchCancel(serverPrototype: Record<string, unknown> | undefined, onCancel: () => void): void {
  // Node 22 and later announce every HTTP/2 stream.
  subscribe("http2.server.stream.start", (message) => {
    const headers = isRecord(message) && isRecord(message["headers"]) ? message["headers"] : {};
    if (headers[":path"] === cancelPath) onCancel();
  });
  // Node 20 does not; there the server's look-up of a handler is the only place that sees the call.
  const findOwnImages = serverPrototype?.["_retrieveHandler"];
  if (serverPrototype === undefined || typeof findOwnImages !== "function") return;
  serverPrototype["_retrieveHandler"] = function (this: unknown, path: unknown, ...rest: unknown[]): unknown {
    if (path === cancelPath) onCancel();
    return findOwnImages.call(this, path, ...rest);
  };
}
