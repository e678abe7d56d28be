/** The recipe of the marker is a permanent contract: images of every release carry it. These values never change. */
import fc from "fast-check";
import {
  newNonce,
  ownedMarker,
  readMarker,
  resourceOf,
  tokenOf,
  unfinishedMarker,
} from "../../../provider/lifecycle/marker";
import { repeatableRandom } from "../../support/repeatableRandom";

const system = {
  urn: "urn:pulumi:dev::shop::pulumi-nodejs:dynamic/ims:EcsSystemImage::golden",
  kind: "ecsSystemImage",
  region: "eu-de",
  projectId: "0a11ce00de0000000000000000000001",
  immutable: { instanceId: "877a2cda-ba63-4e1e-b95f-e67e48b6129a" },
};
const data = {
  urn: "urn:pulumi:prod::büro::my:component$pulumi-nodejs:dynamic/ims:EvsDataImage::数据",
  kind: "evsDataImage",
  region: "cn-north-4",
  projectId: "0605767a5e00d5762fb2c00d8d5b6b2a",
  immutable: { volumeId: "c5dfbd0c-bf0a-4798-a453-61dc6b54aa30" },
};
const later = { ...system, immutable: { b: [{ y: 1, x: "ä" }], a: { d: true, c: 0 } } };

describe("golden vectors", () => {
  test.each([
    ["a system image", system, "ti3we6dacrn6-6xagvlxhtlty"],
    ["a data image, names beyond ASCII", data, "3tqgzltqoxcq-wq7eg75ao5fv"],
    ["nested immutable arguments, as later kinds may have", later, "ti3we6dacrn6-2fvaeoqkiier"],
  ])("%s", (_what, parts, token) => {
    expect(tokenOf(parts)).toBe(token);
  });

  test("the tags of a token", () => {
    expect(unfinishedMarker("aaaaaaaaaaaa-bbbbbbbbbbbb")).toEqual({
      key: "pulumi-ims",
      value: "c-aaaaaaaaaaaa-bbbbbbbbbbbb",
    });
    expect(ownedMarker("aaaaaaaaaaaa-bbbbbbbbbbbb", "cccccccccccc")).toEqual({
      key: "pulumi-ims",
      value: "o-aaaaaaaaaaaa-bbbbbbbbbbbb-cccccccccccc",
    });
  });
});

describe("the token", () => {
  test("does not depend on the order of keys or on unset ones", () => {
    const parts = { ...system, immutable: { a: 1, b: { c: 2, d: 3 } } };
    const turned = {
      immutable: { b: { d: 3, c: 2 }, gone: undefined, a: 1 },
      projectId: parts.projectId,
      region: parts.region,
      kind: parts.kind,
      urn: parts.urn,
    };
    expect(tokenOf(turned)).toBe(tokenOf(parts));
  });

  test("names the resource in its first half, whatever the image is made from", () => {
    const other = tokenOf({ ...system, immutable: { instanceId: "another" } });
    expect(other).not.toBe(tokenOf(system));
    expect(resourceOf(other)).toBe(resourceOf(tokenOf(system)));
    expect(resourceOf(other)).toHaveLength(12);
  });

  test.each([
    ["URN", { urn: `${system.urn}x` }],
    ["kind", { kind: "evsDataImage" }],
    ["region", { region: "eu-nl" }],
    ["project", { projectId: "p2" }],
    ["immutable argument", { immutable: { instanceId: "other" } }],
  ])("changes with the %s", (_part, change) => {
    expect(tokenOf({ ...system, ...change })).not.toBe(tokenOf(system));
  });
});

test("a marker fits into a tag of Open Telekom Cloud: 36 characters of key, 43 of value, letters, digits, _ and -", () => {
  const nonce = newNonce(repeatableRandom().id);
  for (const { key, value } of [unfinishedMarker(tokenOf(system)), ownedMarker(tokenOf(system), nonce)]) {
    expect(key).toMatch(/^[\w-]{1,36}$/);
    expect(value).toMatch(/^[a-z0-9-]{1,43}$/);
  }
});

describe("reading", () => {
  const token = tokenOf(system);
  const nonce = "abcdefghij23";

  test("what was written is read back", () => {
    const tags = ({ key, value }: { key: string; value: string }) => ({ other: "x", [key]: value });
    expect(readMarker(tags(unfinishedMarker(token)))).toEqual({
      state: "unfinished",
      token,
      resource: resourceOf(token),
      nonce: undefined,
    });
    expect(readMarker(tags(ownedMarker(token, nonce)))).toEqual({
      state: "owned",
      token,
      resource: resourceOf(token),
      nonce,
    });
  });

  test.each([
    "",
    "c-",
    "mine",
    "c-aaaaaaaaaaaa",
    "c-aaaaaaaaaaaa-bbbbbbbbbbb",
    "c-aaaaaaaaaaaa-bbbbbbbbbbbbb",
    "c-aaaaaaaaaaaa-bbbbbbbbbbbb-cccccccccccc",
    "o-aaaaaaaaaaaa-bbbbbbbbbbbb",
    "C-aaaaaaaaaaaa-bbbbbbbbbbbb",
    "c-AAAAAAAAAAAA-BBBBBBBBBBBB",
    "c-aaaaaaaaaaa1-bbbbbbbbbbbb",
    " c-aaaaaaaaaaaa-bbbbbbbbbbbb",
    "c-aaaaaaaaaaaa-bbbbbbbbbbbb\n",
    "x-aaaaaaaaaaaa-bbbbbbbbbbbb",
  ])("%j is no marker of ours", (value) => {
    expect(readMarker({ "pulumi-ims": value })).toBeUndefined();
  });

  test("an image without the tag has no marker, whatever its other tags say", () => {
    expect(readMarker({ other: unfinishedMarker(token).value })).toBeUndefined();
  });

  test("every token and nonce that can be made is read back", () => {
    const part = fc.string({
      unit: fc.constantFrom(..."abcdefghijklmnopqrstuvwxyz234567"),
      minLength: 12,
      maxLength: 12,
    });
    fc.assert(
      fc.property(part, part, part, (u, i, n) => {
        const owned = ownedMarker(`${u}-${i}`, n);
        expect(readMarker({ [owned.key]: owned.value })).toEqual({
          state: "owned",
          token: `${u}-${i}`,
          resource: u,
          nonce: n,
        });
      }),
    );
  });
});
