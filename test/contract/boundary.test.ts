/**
 * The seam between our verbs and the server of the SDK: it chokes on everything that is not plain JSON or a plain Error,
 * and on headers that are too large, and each time an image would be lost.
 */
import { demoServerId } from "pulumi-ims-simulator";
import * as kinds from "../../provider/kinds";
import { ecsSystemImage } from "../../provider/kinds";
import { headerBytesOf, RpcError, RpcPartialFailure, toStruct } from "../support/grpcWire";
import { failureOf, GrpcWorld, inputsOf, jobsOf } from "../support/grpcWorld";
import type { Properties, VerbProvider } from "../support/miniStack";

const kib = 1_024;
const unknownStatus = 2;

let world: GrpcWorld;
beforeAll(async () => {
  world = await GrpcWorld.open({}, jobsOf(ecsSystemImage, 0.1));
});
afterEach(() => world.clean());
afterAll(() => world.close());

const program = (change: Properties = {}) =>
  inputsOf(ecsSystemImage, { name: "golden", instanceId: demoServerId, tags: { team: "base" }, ...change });

/** The providers as the server has them, in this process. */
const inside = require("pulumi-ims/dynamic") as Record<keyof typeof kinds, VerbProvider>;
const names = Object.keys(kinds) as (keyof typeof kinds)[];

describe.each(names)("%s in the server's hands", (name) => {
  const frozen = (value: unknown): unknown => {
    if (typeof value === "object" && value !== null) Object.values(value).forEach(frozen);
    return Object.freeze(value);
  };

  const given: readonly { readonly title: string; readonly news: Properties }[] = [
    { title: "frozen values", news: frozen({ name: "a", tags: { a: "1" }, timeouts: {} }) as Properties },
    { title: "undefined values", news: { name: undefined, tags: undefined, __timeouts: undefined } },
    { title: "undefined values inside", news: { tags: { a: undefined }, timeouts: { create: undefined } } },
    { title: "null values", news: { name: null, tags: null, region: null, timeouts: null, __tagOrder: null } },
    { title: "null values inside", news: { tags: { a: null }, timeouts: { create: null } } },
    { title: "values of wrong types", news: { name: {}, tags: [[]], region: 7, timeouts: "x", description: true } },
    { title: "no values at all", news: {} },
    { title: "unexpected keys", news: { constructor: "x", toString: 1, nmae: "golden" } },
  ];

  test.each(given)("check answers $title with what the server can change and pack", async ({ news }) => {
    const { inputs, failures } = await inside[name].check({}, news);
    expect(Object.isExtensible(inputs)).toBe(true);
    expect(JSON.parse(JSON.stringify(inputs))).toStrictEqual(inputs);
    expect(() => toStruct(inputs)).not.toThrow();
    for (const failure of failures)
      expect(failure).toEqual({ property: expect.any(String), reason: expect.any(String) });
  });

  const stored: readonly { readonly title: string; readonly olds: Properties }[] = [
    { title: "nothing", olds: {} },
    { title: "nulls", olds: { name: null, tags: null, __inputs: null, __phase: null } },
    { title: "another shape", olds: { name: [], tags: "x", image: 7, __inputs: {}, __token: {}, __nonce: 1 } },
  ];

  test.each(stored)("diff answers olds that hold $title", async ({ olds }) => {
    const difference = await inside[name].diff("id", olds, {});
    expect(JSON.parse(JSON.stringify(difference))).toStrictEqual(difference);
  });

  test.each(stored)("a verb that fails for olds that hold $title throws a plain Error", async ({ olds }) => {
    const calls = [
      () => inside[name].create(olds),
      () => inside[name].update("id", olds, {}),
      () => inside[name].read("id", olds),
    ];
    for (const call of calls) {
      const error = await failureOf(call(), Error);
      expect(error).not.toHaveProperty("code");
      expect(error).not.toHaveProperty("details");
      expect(error.message).not.toBe("");
    }
  });
});

describe("what is answered", () => {
  test("an image with every odd value comes through as it is", async () => {
    const { create, read } = world.provider;
    const { id, outs } = await create(program());
    const odd = { __odd_number: 1e21, __odd_text: '\u0000\ud83d\ude00 \\ "', __proto: "x" };
    const half = { __odd_half: "half a pair \ud83d" };
    world.simulator.edit.updateImage(id, { ...odd, ...half });
    const { props } = await read(id, outs);
    expect(props).toMatchObject({ image: { attributes: odd } });
    expect(JSON.parse(JSON.stringify(props))).toStrictEqual(props);
  });
});

/** Every verb that talks to the service, with a resource to call it on. */
const verbs: Readonly<Record<string, (provider: VerbProvider, id: string, outs: Properties) => Promise<unknown>>> = {
  create: (provider) => provider.create(program({ name: "another" })),
  read: (provider, id, outs) => provider.read(id, outs),
  update: (provider, id, outs) => provider.update(id, outs, program({ name: "renamed" })),
  delete: (provider, id, outs) => provider.delete(id, outs),
};

/** Bodies that would change the status of the answer if they reached it as they are. */
const refusals: readonly { readonly title: string; readonly status: number; readonly body: unknown }[] = [
  { title: "a number as the code", status: 400, body: { code: 12, message: "no such method" } },
  { title: "details as a text", status: 400, body: { code: 5, message: "not found", details: "nothing here" } },
  { title: "a code in an object", status: 403, body: { forbidden: { code: 403, message: "not you" } } },
  { title: "a page of HTML", status: 400, body: "<html><head><title>x</title></head><body>Bad Request</body></html>" },
  { title: "nothing", status: 403, body: "" },
];

describe.each(Object.entries(verbs))("an error of %s", (_name, call) => {
  test.each(refusals)(
    "keeps the status UNKNOWN and our words when the service answers $title",
    async ({ status, body }) => {
      const { id, outs } = await world.provider.create(program());
      world.simulator.addFaults({ match: { path: "^/v2/" }, effect: { kind: "respond", status, body } });
      const failure = await failureOf(call(world.provider, id, outs), RpcError);
      expect(failure.status).toBe(unknownStatus);
      expect(failure.message).toContain(`HTTP ${status}`);
    },
  );

  test.each(["x", "字", "\u0001", "\ud83d\ude00", "\ud83d"])(
    "stays small when the service answers with a million times %j",
    async (letter) => {
      const { id, outs } = await world.provider.create(program());
      const body = { error_code: "IMG.0001", error_msg: `_${letter.repeat(1e6)}` };
      world.simulator.addFaults({ match: { path: "^/v2/" }, effect: { kind: "respond", status: 400, body } });
      const failure = await failureOf(call(world.provider, id, outs), RpcError);
      expect(failure.status).toBe(unknownStatus);
      expect(Buffer.byteLength(failure.message)).toBeLessThan(5 * kib);
    },
  );
});

/** As many and as long as the service takes them. */
const largest = (letter: string): Properties => ({
  description: letter.repeat(1_024),
  tags: Object.fromEntries(
    Array.from({ length: 19 }, (_, index) => [`${letter.repeat(126)}${10 + index}`, letter.repeat(255)]),
  ),
});

/** The order of tags matters to a create only. */
const needed = (inputs: Properties): Properties =>
  Object.fromEntries(Object.entries(inputs).filter(([key]) => key !== "__tagOrder"));

describe.each(["x", "字"])("a partial failure with the largest arguments of %j", (letter) => {
  const large = () => program(largest(letter));

  test("fits into a header when the wait ends early", async () => {
    world.simulator.addFaults({
      match: { path: "/jobs/" },
      effect: { kind: "respond", status: 200, body: { status: "RUNNING" } },
    });
    const inputs = { ...large(), timeouts: { create: "200ms" } };
    const failure = await failureOf(world.provider.create(inputs), RpcPartialFailure);
    expect(failure.properties).toMatchObject(needed(inputs));
    expect(headerBytesOf(failure)).toBeLessThan(40 * kib);
  });

  test("fits into a header when the hand-over is refused with a long text", async () => {
    const body = { error_code: "IMG.0115", error_msg: letter.repeat(1e6) };
    const match = { method: "POST", path: "/tags/action$" };
    world.simulator.addFaults({ match, effect: { kind: "respond", status: 400, body } });
    const inputs = large();
    const failure = await failureOf(world.provider.create(inputs), RpcPartialFailure);
    expect(failure.properties).toMatchObject(needed(inputs));
    expect(failure.id).toBe(world.image().id);
    expect(headerBytesOf(failure)).toBeLessThan(40 * kib);
    world.simulator.clearFaults();
    // It is enough to go on with.
    const { outs } = await world.provider.update(failure.id, failure.properties, inputs);
    expect(outs).toMatchObject({ ...inputs, status: "active" });
  });

  test("a job that fails with a long reason still answers", async () => {
    const body = { status: "FAIL", error_code: "IMG.0006", fail_reason: letter.repeat(1e6), entities: {} };
    world.simulator.addFaults({ match: { path: "/jobs/" }, effect: { kind: "respond", status: 200, body } });
    const failure = await failureOf(world.provider.create(large()), RpcError);
    expect(failure.status).toBe(unknownStatus);
    expect(failure.message).toContain("IMG.0006");
    expect(Buffer.byteLength(failure.message)).toBeLessThan(5 * kib);
  });

  test("a job that fails with a long reason after an interruption still answers", async () => {
    const { simulator, provider } = world;
    simulator.addFaults({
      match: { path: "/jobs/" },
      effect: { kind: "respond", status: 200, body: { status: "RUNNING" } },
    });
    const inputs = { ...large(), timeouts: { create: "1500ms" } };
    const begun = await failureOf(provider.create(inputs), RpcPartialFailure);
    simulator.clearFaults();
    const body = { status: "FAIL", error_code: "IMG.0006", fail_reason: letter.repeat(1e6), entities: {} };
    simulator.addFaults({ match: { path: "/jobs/" }, effect: { kind: "respond", status: 200, body } });
    simulator.edit.updateImage(begun.id, { status: "saving" });
    const failure = await failureOf(provider.update(begun.id, begun.properties, inputs), RpcPartialFailure);
    expect(failure.message).toContain("IMG.0006");
    expect(headerBytesOf(failure)).toBeLessThan(40 * kib);
  });
});
