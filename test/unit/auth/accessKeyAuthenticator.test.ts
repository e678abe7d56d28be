import { accessKeyAuthenticator } from "../../../provider/auth/accessKeyAuthenticator";
import { authorization } from "../../../provider/auth/sign";

const key = { accessKey: "AKEXAMPLE0000000001", secretKey: "SKEXAMPLEexampleSECRETkey00000000000001" };
const now = Date.UTC(2026, 7, 21, 9, 30, 0, 123);
const request = {
  method: "POST",
  origin: "https://ims.eu-de.otc.t-systems.com",
  path: "/v2/cloudimages/action",
  query: [],
  contentType: "application/json",
  body: "{}",
  now,
} as const;

const signedHeaders = (value: string | undefined) => /SignedHeaders=([^,]*),/.exec(value ?? "")?.[1];

test("host, content type, date and project are sent and signed", async () => {
  const headers = await accessKeyAuthenticator(key, "project-1").headers(request);
  const { authorization: signature, ...sent } = headers;
  expect(sent).toEqual({
    host: "ims.eu-de.otc.t-systems.com",
    "content-type": "application/json",
    "x-sdk-date": "20260821T093000Z",
    "x-project-id": "project-1",
  });
  expect(signedHeaders(signature)).toBe("content-type;host;x-project-id;x-sdk-date");
  expect(signature).toBe(authorization({ ...request, headers: sent }, key));
});

test("without a project there is no project header", async () => {
  const headers = await accessKeyAuthenticator(key, undefined).headers(request);
  expect(headers).not.toHaveProperty("x-project-id");
  expect(signedHeaders(headers["authorization"])).toBe("content-type;host;x-sdk-date");
});

test("a port that is not the scheme's own belongs to the signed host", async () => {
  const headers = await accessKeyAuthenticator(key, "p").headers({ ...request, origin: "http://127.0.0.1:8443" });
  expect(headers["host"]).toBe("127.0.0.1:8443");
});

test("every call is dated and signed anew", async () => {
  const authenticator = accessKeyAuthenticator(key, "project-1");
  const first = await authenticator.headers(request);
  const second = await authenticator.headers({ ...request, now: now + 61_000 });
  expect(second["x-sdk-date"]).toBe("20260821T093101Z");
  expect(second["authorization"]).not.toBe(first["authorization"]);
});

test("the secret key is in no header", async () => {
  const headers = await accessKeyAuthenticator(key, "project-1").headers(request);
  expect(JSON.stringify(headers)).not.toContain(key.secretKey);
});

test("a key is not renewed, and both halves are for no eyes", async () => {
  const authenticator = accessKeyAuthenticator(key, "project-1");
  await expect(authenticator.renew({})).resolves.toBe(false);
  expect(authenticator.secrets()).toEqual([key.accessKey, key.secretKey]);
});
