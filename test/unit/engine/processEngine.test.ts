/** Where the process is not the dynamic provider server, messages go nowhere and work goes on. */
import { channel } from "node:diagnostics_channel";
import { processEngine } from "../../../provider/engine/processEngine";
import { sdkInside } from "../../../provider/engine/sdkInside";
import { virtualClock } from "../../support/virtualClock";

const cancel = () =>
  channel("http2.server.stream.start").publish({ headers: { ":path": "/pulumirpc.ResourceProvider/Cancel" } });
const elsewhere = (onLost = async () => undefined) =>
  processEngine({ argv: ["node", "/some/script.js", "127.0.0.1:1"], clock: virtualClock(), onLost });

test.each([undefined, "/some/script.js", "/nowhere/dynamic-provider/index.js"])(
  "the inside of the SDK is not looked for in %p",
  (script) => {
    expect(sdkInside(script)).toBeUndefined();
  },
);

test("the inside of the SDK is found in its own dynamic provider server", () => {
  const inside = sdkInside(require.resolve("@pulumi/pulumi/cmd/dynamic-provider"));
  expect(inside).toMatchObject({ severity: { INFO: expect.any(Number), WARNING: expect.any(Number) }, ready: 2 });
  const request = inside?.newLogRequest();
  request?.setEphemeral(true);
  expect(typeof inside?.connect).toBe("function");
});

test("outside of it, messages go nowhere and the engine is never gone", () => {
  const engine = elsewhere();
  engine.attach();
  engine.progress("urn", "job: running");
  engine.warn("urn", "careful");
  expect([engine.isGone(), engine.stop.aborted]).toEqual([false, false]);
});

test("a Cancel stops what waits", () => {
  const engine = elsewhere();
  cancel();
  expect(engine.stop.aborted).toBe(true);
  expect(engine.isGone()).toBe(false);
});

test("a call's result and its error pass through unchanged", async () => {
  const engine = elsewhere();
  await expect(engine.during(async () => 7)).resolves.toBe(7);
  const error = new Error("no");
  await expect(engine.during(() => Promise.reject(error))).rejects.toBe(error);
});
