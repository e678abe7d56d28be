import fc from "fast-check";
import { createRedactor } from "../../../provider/base/redactor";

const secret = 'p4ss/w+rd "ü" 12';

function redacted(text: string, ...secrets: readonly string[]): string {
  const redactor = createRedactor();
  redactor.hide(secrets);
  return redactor.redact(text);
}

test.each([
  ["as it is", secret],
  ["in a URL", encodeURIComponent(secret)],
  ["in a URL with small hex digits", encodeURIComponent(secret).toLowerCase()],
  ["in a form", encodeURIComponent(secret).replaceAll("%20", "+")],
  ["in JSON", JSON.stringify(secret).slice(1, -1)],
])("a secret is hidden %s", (_how, written) => {
  expect(redacted(`a ${written} b`, secret)).toBe("a *** b");
});

test.each(["", "u", "us", "use", "user:"])("a secret is hidden in the base64 of %j and it", (before) => {
  for (const encoding of ["base64", "base64url"] as const) {
    const text = redacted(Buffer.from(`${before}${secret}`).toString(encoding), secret);
    expect(text).toContain("***");
    // What is left of it are single bits at its ends.
    expect(text.replace("***", "").length).toBeLessThanOrEqual(Math.ceil((before.length * 4) / 3) + 4);
  }
});

test("of an access key's id the beginning stays, because it says which key was used", () => {
  expect(redacted("ak SIMAKDEMO00000000001 not exist", "SIMAKDEMO00000000001")).toBe("ak SIMA… not exist");
});

test("a secret that holds another is hidden in whole", () => {
  expect(redacted("abcdefgh abcd", "abcd", "abcdefgh")).toBe("*** ***");
});

test("values of less than four characters are no secrets, and an empty one tears nothing apart", () => {
  expect(redacted("an abc of things", "", "abc", "a")).toBe("an abc of things");
});

test("what was hidden once stays hidden", () => {
  const redactor = createRedactor();
  redactor.hide(["first-token"]);
  redactor.hide(["second-token"]);
  expect(redactor.redact("first-token second-token")).toBe("*** ***");
});

test("whatever the secret is made of, it is in no text afterwards", () => {
  const secrets = fc.string({ minLength: 4, maxLength: 40, unit: "grapheme" }).filter((text) => !/[*…]/.test(text));
  fc.assert(
    fc.property(secrets, fc.string(), fc.string(), (value, before, after) => {
      expect(redacted(`${before}${value}${after}`, value)).not.toContain(value);
    }),
  );
});
