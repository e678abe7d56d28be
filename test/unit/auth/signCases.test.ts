/** Random requests, signed once by another implementation of the guide, in another language: ours says the same. */
import fc from "fast-check";
import { authorization, type SigningKey, type SigningRequest } from "../../../provider/auth/sign";
import cases from "../../vectors/signingCases.json";

type Case = (typeof cases)[number];

const keyOf = ({ mode, region, service }: Case): SigningKey => ({
  accessKey: "AKEXAMPLE0000000001",
  secretKey: "SKEXAMPLEexampleSECRETkey00000000000001",
  scheme: (["flat", "scoped", "derived"] as const).find((scheme) => scheme === mode) ?? "flat",
  region,
  service,
});

function requestOf({ method, path, query, headers, body }: Case): SigningRequest {
  const given = Object.entries(headers).filter((entry): entry is [string, string] => entry[1] !== undefined);
  const pairs = query.map(([name = "", value = ""]) => [name, value] as const);
  return { method, path, query: pairs, headers: Object.fromEntries(given), body };
}

test("300 frozen requests of all dialects, with every sort of character, have the frozen signature", () => {
  expect(cases).toHaveLength(300);
  const wrong = cases.filter(
    (one) => !authorization(requestOf(one), keyOf(one)).endsWith(`Signature=${one.signature}`),
  );
  expect(wrong).toEqual([]);
});

test("the order of pairs and headers does not count, and every changed character of a signed part does", () => {
  const anyCase = fc.constantFrom(...cases);
  fc.assert(
    fc.property(anyCase, fc.string({ minLength: 1, maxLength: 3 }), (one, added) => {
      const request = requestOf(one);
      const signed = (change: Partial<SigningRequest>) => authorization({ ...request, ...change }, keyOf(one));
      const reversed = Object.fromEntries(Object.entries(request.headers).reverse());
      expect(signed({ query: [...request.query].reverse(), headers: reversed })).toBe(signed({}));
      expect(signed({ query: [...request.query, ["added", added]] })).not.toBe(signed({}));
      expect(signed({ path: `/added${request.path}` })).not.toBe(signed({}));
      if (request.headers["X-Sdk-Content-Sha256"] === undefined) {
        expect(signed({ body: `${String(request.body)}${added}` })).not.toBe(signed({}));
      }
    }),
  );
});
