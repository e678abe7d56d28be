/** What holds of every test that talks to a simulator: calls that are not signed as they should be fail it. */
import type { Simulator } from "pulumi-ims-simulator";
import { accessKeyAuthenticator } from "../../../provider/auth/accessKeyAuthenticator";
import { environmentOf } from "../../support/inProcess";
import { startSimulator } from "../../support/startSimulator";
import { type VirtualClock, virtualClock } from "../../support/virtualClock";

let clock: VirtualClock;
let simulator: Simulator;
beforeEach(async () => {
  clock = virtualClock();
  simulator = await startSimulator({ clock });
});

/** A call as the provider signs it, and its headers, which can be sent once more. */
async function signed(): Promise<Record<string, string>> {
  const { HW_ACCESS_KEY: accessKey = "", HW_SECRET_KEY: secretKey = "" } = environmentOf(simulator);
  const { origin } = new URL(simulator.url);
  const request = { method: "GET" as const, origin, path: "/v3/projects", query: [], contentType: "application/json" };
  return accessKeyAuthenticator({ accessKey, secretKey }, undefined).headers({
    ...request,
    body: "",
    now: clock.now(),
  });
}

const send = (headers: Record<string, string>) => fetch(`${simulator.url}/v3/projects`, { headers });

test("a call that is signed well passes", async () => {
  expect((await send(await signed())).status).toBe(200);
  await expect(simulator.stop()).resolves.toBeUndefined();
});

test("a signature that is sent again fails the test, with the call named", async () => {
  const headers = await signed();
  await send(headers);
  await clock.sleep(2_000);
  await send(headers);
  await expect(simulator.stop()).rejects.toThrow(
    /^The simulator objects to the signing of\n#2 GET \/v3\/projects: .*again/,
  );
});

test("a signature that is wrong fails the test", async () => {
  const headers = await signed();
  await send({ ...headers, "x-sdk-date": headers["x-sdk-date"]?.replace(/.Z$/, "7Z") ?? "" });
  await expect(simulator.stop()).rejects.toThrow(/#1 GET \/v3\/projects/);
});

test("a test that provokes objections takes them itself", async () => {
  const headers = await signed();
  await send(headers);
  await clock.sleep(2_000);
  await send(headers);
  expect(simulator.takeClientViolations()).toHaveLength(1);
  await expect(simulator.stop()).resolves.toBeUndefined();
});
