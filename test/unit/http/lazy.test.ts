/** What a preview pays for: check and diff load nothing of HTTP. */
jest.mock("undici", () => {
  throw new Error("undici was loaded");
});

import { createTransport } from "../../../provider/http/transport";
import { kinds, startWorld } from "../../support/inProcess";

test("the provider is loaded, and checks and compares, without undici", async () => {
  const world = await startWorld();
  try {
    const provider = world.process().provider(kinds.ecsSystemImage);
    const inputs = { name: "golden", instanceId: "877a2cda-ba63-4e1e-b95f-e67e48b6129a" };
    const checked = await provider.check({}, inputs);
    expect(checked.failures ?? []).toEqual([]);
    await expect(provider.diff("id", { ...checked.inputs }, { ...checked.inputs })).resolves.toBeDefined();
  } finally {
    await world.stop();
  }
});

test("the first request loads it", async () => {
  const request = createTransport()({
    origin: "http://127.0.0.1:9",
    target: "/",
    method: "GET",
    headers: {},
    body: undefined,
    freshConnection: false,
    timeoutMs: 1_000,
    signal: undefined,
  });
  await expect(request).rejects.toThrow("undici was loaded");
});
