/** What a preview pays for: check and diff load neither undici nor anything that reads or uses credentials. */
jest.mock("undici", () => {
  throw new Error("undici was loaded");
});

jest.mock("../../../provider/session/openCloud", () => {
  throw new Error("credentials were loaded");
});

import { createTransport } from "../../../provider/http/connection/transport";
import { kinds, startWorld } from "../../support/inProcess";

test("the provider is loaded, and checks and compares, without undici and without credentials", async () => {
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

test("what needs the cloud loads the credentials", async () => {
  const world = await startWorld();
  try {
    await expect(world.process().ports.connect({ region: "eu-de" })).rejects.toThrow("credentials were loaded");
  } finally {
    await world.stop();
  }
});

test("the first request loads undici", async () => {
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
