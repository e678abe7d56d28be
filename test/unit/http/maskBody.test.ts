import { maskBody } from "../../../provider/http/client/maskBody";

test.each([
  ["password", { auth: { identity: { password: { user: { name: "U", password: "P" } } } } }, ["P"]],
  ["passcode", { totp: { user: { passcode: "123456" } } }, ["123456"]],
  ["keys", { credential: { access: "AK1", secret: "SK1", securitytoken: "ST1" } }, ["AK1", "SK1", "ST1"]],
  ["user data in a list", { servers: [{ user_data: "c2VjcmV0" }] }, ["c2VjcmV0"]],
  ["a signed URL", { url: "https://b.obs.example.com/o?AccessKeyId=AK1&Expires=1&Signature=SIG1" }, ["AK1", "SIG1"]],
  ["a signed URL of the newer kind", ["https://b/o?X-Obs-Signature=SIG2&x-obs-date=1"], ["SIG2"]],
])("%s is masked", (_what, body, secrets) => {
  const shown = JSON.stringify(maskBody(body));
  for (const secret of secrets) expect(shown).not.toContain(secret);
  expect(shown).toContain("***");
});

test("what is no secret stays as it is", () => {
  const body = {
    name: "web",
    min_ram: 1024,
    image_tags: [{ key: "pulumi-ims", value: "c-1" }],
    empty: null,
    flag: true,
  };
  expect(maskBody(body)).toEqual(body);
});

test("the catalogue of a token is left out", () => {
  expect(maskBody({ token: { catalog: [{ endpoints: [] }], expires_at: "2026" } })).toEqual({
    token: { expires_at: "2026" },
  });
});

test("a long text is cut, and its length said", () => {
  expect(maskBody("x".repeat(2_000))).toBe(`${"x".repeat(1_024)}… (2000 characters)`);
});
