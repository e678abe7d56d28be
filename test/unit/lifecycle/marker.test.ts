/** The recipe of the marker is a permanent contract: images of every release carry it. These values never change. */
import fc from "fast-check";
import {
  mayBeSame,
  newNonce,
  ownedMarker,
  pendingMarker,
  readMarker,
  resourceOf,
  tokenOf,
  unfinishedMarker,
} from "../../../provider/lifecycle/ownership/marker";
import { repeatableRandom } from "../../support/repeatableRandom";

const system = {
  urn: "urn:pulumi:dev::shop::pulumi-nodejs:dynamic/ims:EcsSystemImage::golden",
  state: "file:///home/a/state",
  kind: "ecsSystemImage",
  region: "eu-de",
  projectId: "0a11ce00de0000000000000000000001",
  immutable: { instanceId: "877a2cda-ba63-4e1e-b95f-e67e48b6129a" },
};
const data = {
  urn: "urn:pulumi:prod::büro::my:component$pulumi-nodejs:dynamic/ims:EvsDataImage::数据",
  state: undefined,
  kind: "evsDataImage",
  region: "cn-north-4",
  projectId: "0605767a5e00d5762fb2c00d8d5b6b2a",
  immutable: { volumeId: "c5dfbd0c-bf0a-4798-a453-61dc6b54aa30" },
};
const plugin = { ...system, urn: "urn:pulumi:dev::shop::ims:index:EcsSystemImage::golden" };
const later = { ...system, immutable: { b: [{ y: 1, x: "ä" }], a: { d: true, c: 0 } } };

describe("golden vectors", () => {
  test.each([
    ["a system image", system, "xzdka7ox6o2-qwtcfnt-6xagvlxhtl"],
    ["a data image of an unknown state, names beyond ASCII", data, "mmkpmx76hth-unknown-wq7eg75ao5"],
    ["nested immutable arguments, as later kinds may have", later, "xzdka7ox6o2-qwtcfnt-2fvaeoqkii"],
    ["the URN that another entry of the package makes", plugin, "xzdka7ox6o2-qwtcfnt-6xagvlxhtl"],
  ])("%s", (_what, parts, token) => {
    expect(tokenOf(parts)).toBe(token);
  });

  test("the tags of a token", () => {
    const token = "aaaaaaaaaaa-bbbbbbb-cccccccccc";
    const key = "pulumi-ims";
    const owner = { token, nonce: "dddddddddd" };
    expect(unfinishedMarker(owner)).toEqual({ key, value: `c-${token}-dddddddddd` });
    expect(pendingMarker(owner)).toEqual({ key, value: `p-${token}-dddddddddd` });
    expect(ownedMarker(owner, false)).toEqual({ key, value: `o-${token}-dddddddddd` });
    expect(ownedMarker(owner, true)).toEqual({ key, value: `k-${token}-dddddddddd` });
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
      state: parts.state,
      urn: parts.urn,
    };
    expect(tokenOf(turned)).toBe(tokenOf(parts));
  });

  test("names the resource in its first part, whatever the image is made from", () => {
    const other = tokenOf({ ...system, immutable: { instanceId: "another" } });
    expect(other).not.toBe(tokenOf(system));
    expect(resourceOf(other)).toBe(resourceOf(tokenOf(system)));
    expect(resourceOf(other)).toHaveLength(11);
  });

  test.each([
    ["URN", { urn: `${system.urn}x` }],
    ["state", { state: "file:///home/b/state" }],
    ["kind", { kind: "evsDataImage" }],
    ["region", { region: "eu-nl" }],
    ["project", { projectId: "p2" }],
    ["immutable argument", { immutable: { instanceId: "other" } }],
  ])("changes with the %s", (_part, change) => {
    expect(tokenOf({ ...system, ...change })).not.toBe(tokenOf(system));
  });
});

test("a marker fits into a tag of Open Telekom Cloud: 36 characters of key, 43 of value, letters, digits, _ and -", () => {
  const owner = { token: tokenOf(system), nonce: newNonce(repeatableRandom().id) };
  for (const { key, value } of [unfinishedMarker(owner), ownedMarker(owner, true)]) {
    expect(key).toMatch(/^[\w-]{1,36}$/);
    expect(value).toMatch(/^[a-z0-9-]{1,43}$/);
  }
});

describe("two tokens may be of one resource with the same inputs", () => {
  const other = tokenOf({ ...system, state: "file:///home/b/state" });
  const unknown = tokenOf({ ...system, state: undefined });

  test.each([
    ["the state is the same", tokenOf(system), true],
    ["nothing tells one of the states", unknown, true],
    ["the states differ", other, false],
    ["the inputs differ", tokenOf(later), false],
    ["the resources differ", tokenOf(data), false],
  ])("%s", (_what, token, may) => {
    expect(mayBeSame(tokenOf(system), token)).toBe(may);
    expect(mayBeSame(token, tokenOf(system))).toBe(may);
  });
});

describe("reading", () => {
  const owner = { token: tokenOf(system), nonce: "abcdefgh23" };
  const tags = ({ key, value }: { key: string; value: string }) => ({ other: "x", [key]: value });

  test.each([
    ["unfinished", unfinishedMarker(owner), { state: "unfinished", isKept: false, ...owner }],
    ["pending", pendingMarker(owner), { state: "pending", isKept: false, ...owner }],
    ["owned", ownedMarker(owner, false), { state: "owned", isKept: false, ...owner }],
    ["kept", ownedMarker(owner, true), { state: "owned", isKept: true, ...owner }],
  ])("a marker that was written is read back: %s", (_what, marker, expected) => {
    expect(readMarker(tags(marker))).toEqual(expected);
  });

  test.each([
    "",
    "c-",
    "mine",
    "c-aaaaaaaaaaa-bbbbbbb",
    "c-aaaaaaaaaaa-bbbbbbb-ccccccccc",
    "c-aaaaaaaaaaa-bbbbbbb-ccccccccccc",
    "c-aaaaaaaaaaa-bbbbbbb-cccccccccc",
    "c-aaaaaaaaaaa-bbbbbbb-cccccccccc-dddddddddd-eeeeeeeeee",
    "o-aaaaaaaaaaa-bbbbbbb-cccccccccc",
    "C-aaaaaaaaaaa-bbbbbbb-cccccccccc-dddddddddd",
    "c-AAAAAAAAAAA-BBBBBBB-CCCCCCCCCC-DDDDDDDDDD",
    "c-aaaaaaaaaa1-bbbbbbb-cccccccccc-dddddddddd",
    " c-aaaaaaaaaaa-bbbbbbb-cccccccccc-dddddddddd",
    "c-aaaaaaaaaaa-bbbbbbb-cccccccccc-dddddddddd\n",
    "x-aaaaaaaaaaa-bbbbbbb-cccccccccc-dddddddddd",
    "c-aaaaaaaaaaaa-bbbbbbbbbbbb",
  ])("%j is no marker of ours", (value) => {
    expect(readMarker({ "pulumi-ims": value })).toBeUndefined();
  });

  test("an image without the tag has no marker, whatever its other tags say", () => {
    expect(readMarker({ other: unfinishedMarker(owner).value })).toBeUndefined();
  });

  test("every token and nonce that can be made is read back", () => {
    const part = (length: number) =>
      fc.string({
        unit: fc.constantFrom(..."abcdefghijklmnopqrstuvwxyz234567"),
        minLength: length,
        maxLength: length,
      });
    fc.assert(
      fc.property(part(11), part(7), part(10), part(10), fc.boolean(), (u, s, i, n, isKept) => {
        const owner = { token: `${u}-${s}-${i}`, nonce: n };
        const owned = ownedMarker(owner, isKept);
        expect(readMarker({ [owned.key]: owned.value })).toEqual({ state: "owned", isKept, ...owner });
      }),
    );
  });
});
