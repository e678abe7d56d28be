/** What may happen on the way to a cloud, and where the tests show what comes of it: none of them may get lost. */
import { readFileSync } from "node:fs";
import { join } from "node:path";

const tests = join(__dirname, "../..");

/** What happens, the file, and the beginning of a test's title or of a row of it. */
const accidents: readonly (readonly [what: string, file: string, title: string])[] = [
  ["vectors of the official clients", "unit/auth/sign", "%s: the Authorization header is theirs"],
  ["vectors that the vendors publish", "unit/auth/sign", "vectors that the vendors publish"],
  ["the query line of the vendors", "unit/auth/sign", "the query line of both SDKs"],
  ["mistakes of official clients", "unit/auth/sign", "%s: the mistake is not repeated"],
  ["a signed request with one part changed", "simulated/simulator/signing", "refuses %s with any one part changed"],
  [
    "a signature that is used again",
    "simulated/support/startSimulator",
    "a signature that is sent again fails the test",
  ],
  ["every signal, for every kind of call", "unit/http/client", "$signal: $effect is $verdict"],
  ["every rule is tried", "unit/http/client", "every rule of the provider stands in this table"],
  ["a create with an unknown outcome", "unit/http/client", "a create is never repeated on an unknown outcome"],
  ["a token that ends", "simulated/http/signIn", "is replaced by exactly one, before it ends"],
  ["a token that ends in a long wait, with the real CLI", "engine/tokens", "an image that takes longer than its token"],
  ["0307: the token must be updated", "simulated/http/signIn", "is replaced by exactly one, when it was held for %s"],
  ["a token that was made void", "simulated/http/signInKinds", "tokens that a change of the user made void"],
  ["a token of 20,000 characters", "simulated/http/signIn", "a token of 20,000 characters carries an image"],
  ["a chain of agencies", "simulated/http/signInKinds", "agencies are taken on one after the other"],
  ["metadata service, both variants", "simulated/http/signInKinds", "gives a key where its own tokens are %s"],
  ["a clock that is slow", "unit/http/clockSkew", "20 minutes behind"],
  ["a clock that is fast", "unit/http/clockSkew", "20 minutes ahead"],
  ["a key that five failures would lock", "unit/http/credentialGuard", "ten resources with the same wrong key"],
  ["a key that is locked", "simulated/simulator/signing", "locks an access key for five minutes"],
  ["a proxy, with a custom CA", "simulated/http/wayToCloud", "an image is made and deleted through the proxy"],
  ["a proxy, without the custom CA", "unit/http/proxies", "without the custom CA the host is not trusted"],
  ["a proxy that refuses", "unit/http/proxies", "and refuses with %d: nothing was sent"],
  ["a host that needs no proxy", "unit/http/proxies", "past the proxy"],
  ["a header that comes byte by byte", "unit/http/slowAnswers", "an answer of which %s comes a byte"],
  ["429 with Retry-After", "unit/http/throttling", "after Retry-After: %s the next call"],
  ["429 without Retry-After", "unit/http/throttling", "a gateway that says nothing of its limit"],
  ["HTTP 502 with a page, create", "simulated/http/htmlPages", "HTTP 502 with a page for a create"],
  ["HTTP 502 with a page, read", "simulated/http/htmlPages", "HTTP 502 with a page for the first three looks"],
  ["secrets, every kind of credentials", "simulated/http/canary", "a password with a passcode"],
  ["secrets, the real CLI", "engine/canary", "no secret is in state, events, output or debug log"],
  ["secrets, arguments of providers", "engine/canaryArguments", "what providers take as arguments"],
  ["a preview loads nothing of it", "simulated/http/lazy", "the provider is loaded, and checks and compares"],
];

/** Texts in double quotes of a file, which are its titles among others. */
const textsOf = (file: string) =>
  [...readFileSync(join(tests, `${file}.test.ts`), "utf8").matchAll(/"([^"\n]+)"/g)].map(([, text = ""]) => text);

test.each(accidents)("%s: shown in %s, by %j", (_what, file, title) => {
  expect(textsOf(file).some((text) => text.startsWith(title))).toBe(true);
});

test("each is named once", () => {
  const names = accidents.map(([what]) => what);
  expect(new Set(names).size).toBe(names.length);
});
