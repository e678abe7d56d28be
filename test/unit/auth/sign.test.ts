import {
  authorization,
  canonicalRequest,
  encodeQuery,
  type SigningKey,
  type SigningRequest,
} from "../../../provider/auth/sign";
import vectors from "../../vectors/signing.json";

type Vector = (typeof vectors)[number];

const accessKey = "AKEXAMPLE0000000001";
const secretKey = "SKEXAMPLEexampleSECRETkey00000000000001";
/** Recordings of two bugs in official clients, which a correct signer does not share. */
const bugs = /^(N13|S6) /;

const named = (wanted: (vector: Vector) => boolean) =>
  vectors.filter(wanted).map((vector) => [vector.name, vector] as const);

function requestOf({ method, path, query, headers, body }: Vector): SigningRequest {
  const pairs = query.map(([name = "", value = ""]) => [name, value] as const);
  const given = Object.entries(headers).filter((entry): entry is [string, string] => entry[1] !== undefined);
  return { method, path, query: pairs, headers: Object.fromEntries(given), body };
}

function keyOf(vector: Vector): SigningKey {
  const scheme = (["flat", "scoped", "derived"] as const).find((known) => known === vector.mode);
  if (scheme === undefined) throw new Error(`the vector ${vector.name} has the unknown mode ${vector.mode}`);
  return { accessKey, secretKey, scheme, region: vector.region ?? "", service: vector.service ?? "" };
}

describe("vectors of the official clients", () => {
  test("all 22 are there, both recorded bugs among them", () => {
    expect(vectors).toHaveLength(22);
    expect(named(({ name }) => bugs.test(name))).toHaveLength(2);
  });

  test.each(named(({ name }) => !bugs.test(name)))("%s: the canonical request is theirs", (_name, vector) => {
    expect(canonicalRequest(requestOf(vector)).text).toBe(vector.canonicalRequest);
  });

  test.each(named(({ name }) => !bugs.test(name)))("%s: the Authorization header is theirs", (_name, vector) => {
    expect(authorization(requestOf(vector), keyOf(vector))).toBe(vector.authorization);
  });

  test.each(named(({ name }) => bugs.test(name)))("%s: the mistake is not repeated", (_name, vector) => {
    expect(canonicalRequest(requestOf(vector)).text).not.toBe(vector.canonicalRequest);
    expect(authorization(requestOf(vector), keyOf(vector))).not.toBe(vector.authorization);
  });

  test("a path that is encoded already is encoded once (N13)", () => {
    const vector = vectors.find(({ name }) => name.startsWith("N13 "));
    if (vector === undefined) throw new Error("N13 is missing");
    const signed = authorization(requestOf(vector), keyOf(vector));
    expect(canonicalRequest(requestOf(vector)).text).toContain("\n/v2/a%20b/%E4%B8%AD/\n");
    expect(signed).toMatch(/Signature=6a389ca1ac77d8f92e9df8534c70985385b17930e3f9771fb7fb6d98444cc50f$/);
  });
});

describe("vectors that the vendors publish", () => {
  const go = { path: "/path", headers: { "X-Sdk-Date": "20060102T150405Z" } };
  const python = {
    path: "/resources",
    query: [["size", "1"]] as const,
    headers: { host: "service.endpoint.myhuaweicloud.com", "X-Sdk-Date": "20200608T023900Z" },
  };
  const v11 = { scheme: "derived", region: "test-region-1", service: "demo" } as const;
  const goGet = { ...go, method: "GET", query: [["limit", "1"]] as const, body: "" };
  const goPost = { ...go, method: "POST", query: [["key", "value"]] as const, body: '{"Name":"test","Id":1}\n' };
  const pythonGet = { ...python, method: "GET", body: "" };
  const pythonPost = { ...python, method: "POST", body: '{"name":"test","id":1}' };

  test.each([
    ["Go SDK, GET", goGet, {}, "5a2ce64c865e0e6046321c6f3d5a77ba8413eeaf355c3166c03d58d02ac79624"],
    [
      "Go SDK, POST with the line feed of its encoder",
      goPost,
      {},
      "cecc2af119b18ab70b4d094c0750f3b42c02f254903179a0fc2cc72fc9db4f59",
    ],
    ["Go SDK, V11", goGet, v11, "8fd3610508884bb19718317797c7378716a94bc740d97502e569322e366341cc"],
    ["Python SDK, GET", pythonGet, {}, "cfb4171acec81de07d50e53d57eb77edd537414d66ddb1d7d780f128e12cd842"],
    ["Python SDK, POST", pythonPost, {}, "436b1ac0a1ae03705934bb70ef2f2e09f7bfed2117d731a38235053199323a1f"],
    ["Python SDK, V11 GET", pythonGet, v11, "f7dfee056692e58dede80fc80cb89bbfabf45552dd7cd8d18a0a13484455b98e"],
    ["Python SDK, V11 POST", pythonPost, v11, "8e2d91eaf9656ec5d6fab27812e2d898a35aaaa5e16ee0a0365c38527ccfb3cf"],
  ])("%s", (_name, request, dialect, signature) => {
    const key = { accessKey: "AccessKey", secretKey: "SecretKey", ...dialect };
    expect(authorization(request, key)).toMatch(new RegExp(`Signature=${signature}$`));
  });

  test("the query line of both SDKs: sorted by name, then by value, everything reserved encoded", () => {
    const pairs = [
      ["limit", "1"],
      ["enable", "true"],
      ["test", "一 (&=?!#%.*)"],
      ["path", "/dir/1"],
      ["multi", "3"],
      ["multi", "1"],
      ["multi", "2"],
    ] as const;
    expect(encodeQuery(pairs)).toBe(
      "enable=true&limit=1&multi=1&multi=2&multi=3&path=%2Fdir%2F1&test=%E4%B8%80%20%28%26%3D%3F%21%23%25.%2A%29",
    );
  });
});

test("a request without a date is not signed", () => {
  const request = { method: "GET", path: "/", query: [], headers: { host: "ims.example.com" }, body: "" };
  expect(() => authorization(request, { accessKey, secretKey })).toThrow("X-Sdk-Date");
});

test.each([
  ["method", { method: "PUT" }],
  ["path", { path: "/v2/cloudimages/other" }],
  ["query", { query: [["a", "c"]] as const }],
  ["body", { body: "{ }" }],
  ["a header", { headers: { host: "other.example.com", "x-sdk-date": "20260821T093000Z" } }],
  ["date", { headers: { host: "ims.example.com", "x-sdk-date": "20260821T093001Z" } }],
])("another %s gives another signature", (_part, change) => {
  const request = {
    method: "POST",
    path: "/v2/cloudimages",
    query: [["a", "b"]] as const,
    headers: { host: "ims.example.com", "x-sdk-date": "20260821T093000Z" },
    body: "{}",
  };
  const key = { accessKey, secretKey };
  expect(authorization({ ...request, ...change }, key)).not.toBe(authorization(request, key));
});
