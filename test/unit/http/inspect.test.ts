/** What a debugger, a crash or a careless log would print of the parts that hold secrets. */

import { inspect } from "node:util";
import { accessKeyAuthenticator } from "../../../provider/auth/accessKeyAuthenticator";
import { usualLimits } from "../../../provider/config/callLimits";
import { createClient } from "../../../provider/http/client/client";
import { createClientFactory } from "../../../provider/session/clientFactory";
import { repeatableRandom } from "../../support/repeatableRandom";
import { virtualClock } from "../../support/virtualClock";
import { answer, key, operationOf, script, socketError } from "./support/scripted";

const shown = (value: unknown) => inspect(value, { depth: 20, showHidden: true, getters: true });
const base64 = (text: string) => Buffer.from(text).toString("base64");
const secrets = [key.secretKey, base64(key.secretKey), encodeURIComponent(`${key.secretKey}=`)];

function parts() {
  const environment = { HTTPS_PROXY: "http://user:pr0xyPassword@proxy:3128" };
  const clientFactory = createClientFactory({
    clock: virtualClock(),
    random: repeatableRandom(),
    environment,
    notice: () => undefined,
  });
  const authenticator = accessKeyAuthenticator(key, "project-1");
  const client = createClient({
    ...clientFactory,
    transport: clientFactory.transportFor({ clientKey: "-----BEGIN PRIVATE KEY-----" }),
    authenticator,
    limits: usualLimits,
    endpoint: () => "https://ims.example.com",
  });
  return { authenticator, client, clientFactory };
}

test.each(["authenticator", "client", "clientFactory"] as const)("the %s shows no secret", (part) => {
  const text = shown(parts()[part]);
  expect(text.length).toBeGreaterThan(10);
  for (const secret of [...secrets, key.accessKey, "pr0xyPassword", "PRIVATE KEY"]) expect(text).not.toContain(secret);
});

const leaking = Object.assign(socketError("ECONNRESET"), {
  message: `lost while sending ${key.secretKey}`,
  request: { headers: { authorization: key.secretKey } },
});

test.each([
  ["an answer that repeats the key", answer(403, { error_code: "X", error_msg: secrets.join(" ") })],
  ["an answer that repeats it as its code", answer(403, { error_code: key.secretKey, error_msg: "no" })],
  ["an answer that repeats it as its request id", answer(403, "no", { "x-request-id": key.secretKey })],
  ["a redirect to it", answer(302, "", { location: `https://example.com/${base64(key.secretKey)}` })],
  ["a success that is none", answer(200, `{"secret":"${key.secretKey}`)],
  ["a socket that failed with it in hand", leaking],
])("an error after %s shows no secret", async (_what, permit) => {
  const { send } = script([permit]);
  const error: unknown = await send(operationOf("create")).catch((reason: unknown) => reason);
  expect(error).toBeInstanceOf(Error);
  for (const secret of secrets) expect(shown(error) + JSON.stringify(error)).not.toContain(secret);
});
