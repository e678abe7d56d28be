import { channel } from "node:diagnostics_channel";
import { watchCancel } from "../../../provider/engine/watchCancel";

const cancel = "/pulumirpc.ResourceProvider/Cancel";
const create = "/pulumirpc.ResourceProvider/Create";
const streams = channel("http2.server.stream.start");

function watched(prototype?: Record<string, unknown>) {
  let seen = 0;
  watchCancel(prototype, () => {
    seen += 1;
  });
  return { seen: () => seen };
}

test("the Cancel call is seen on the channel of HTTP/2 streams (Node 22 and later)", () => {
  const { seen } = watched();
  streams.publish({ headers: { ":path": create } });
  expect(seen()).toBe(0);
  streams.publish({ headers: { ":path": cancel } });
  expect(seen()).toBe(1);
});

test.each([[undefined], [null], ["x"], [{}], [{ headers: null }], [{ headers: {} }]])(
  "a message of another shape (%j) is no Cancel",
  (message) => {
    const { seen } = watched();
    streams.publish(message);
    expect(seen()).toBe(0);
  },
);

test("the Cancel call is seen in the server's look-up of a handler, which goes on as before", () => {
  const lookedUp: unknown[] = [];
  const prototype: Record<string, unknown> = {
    _retrieveHandler(...args: unknown[]) {
      lookedUp.push([this, ...args]);
      return "handler";
    },
  };
  const { seen } = watched(prototype);
  const look = prototype["_retrieveHandler"];
  if (typeof look !== "function") throw new Error("the look-up is gone");
  const server = {};
  expect([look.call(server, create, 1), look.call(server, cancel, 2)]).toEqual(["handler", "handler"]);
  expect(lookedUp).toEqual([
    [server, create, 1],
    [server, cancel, 2],
  ]);
  expect(seen()).toBe(1);
});

test("a server that looks different inside is left as it is", () => {
  const prototype = { _retrieveHandler: "something else" };
  watched(prototype);
  expect(prototype).toEqual({ _retrieveHandler: "something else" });
});
