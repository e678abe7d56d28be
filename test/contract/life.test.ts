/** One life of each kind, verb by verb, with what its class sends. */
import * as pulumi from "@pulumi/pulumi";
import { demoCredentials } from "pulumi-ims-simulator";
import * as ims from "../../provider";
import { markerKey } from "../../provider/ims/markerKey";
import type { Kind } from "../../provider/kinds/kind";
import { RpcError } from "../support/grpcWire";
import { failureOf, GrpcWorld, markerOf } from "../support/grpcWorld";
import type { Properties } from "../support/miniStack";
import { sampleRows } from "../support/samples";

const classes = ims as unknown as Record<string, new (name: string, args: Properties) => pulumi.CustomResource>;

/** What reaches the engine when a program makes a resource of the kind. */
async function sentBy({ type }: Kind, name: string, args: Properties): Promise<{ type: string; inputs: Properties }> {
  const ImageClass = classes[type];
  if (ImageClass === undefined) throw new Error(`there is no class ${type}`);
  const sent: pulumi.runtime.MockResourceArgs[] = [];
  const newResource = (resource: pulumi.runtime.MockResourceArgs) => {
    sent.push(resource);
    return { id: "", state: resource.inputs };
  };
  await pulumi.runtime.setMocks({ newResource, call: () => ({}) }, "contract", "dev", false);
  const { urn } = new ImageClass(name, args);
  await new Promise((resolve) => urn.apply(resolve));
  const [resource] = sent;
  if (resource === undefined) throw new Error(`${type} was not registered`);
  return resource;
}

let world: GrpcWorld;
beforeAll(async () => {
  world = await GrpcWorld.open();
});
afterEach(() => world.clean());
afterAll(() => world.close());

describe.each(sampleRows)("$type", ({ kind, type, sample }) => {
  const args = { ...sample.program, tags: { release: "41", alpha: "1", team: "base" } };

  test("goes from check to delete, and every answer feeds the next call", async () => {
    const { provider } = world;
    const sent = await sentBy(kind, "golden", args);
    expect(sent.type).toBe(`pulumi-nodejs:dynamic/ims:${type}`);
    expect(sent.inputs["__urn"]).toBe(`urn:pulumi:dev::contract::pulumi-nodejs:dynamic/ims:${type}::golden`);

    const { inputs, failures } = await provider.check({}, sent.inputs);
    expect(failures).toEqual([]);
    expect(inputs).toMatchObject({ ...args, __provider: sent.inputs["__provider"] });
    expect(world.simulator.log).toEqual([]);

    const { id, outs } = await provider.create(inputs);
    const { status } = world.image();
    expect(kind.readyStatuses).toContain(status);
    expect(outs).toMatchObject({ ...inputs, imageId: id, status, region: "eu-de" });
    const tagsSent = Object.keys(world.image().tags).filter((key) => key !== markerKey);
    const order = ["release", "alpha", "team"];
    // Only a call that takes tags keeps their order.
    if (kind.setAfter.includes("tags")) expect(tagsSent.toSorted()).toEqual(order.toSorted());
    else expect(tagsSent).toEqual(order);

    const again = await provider.check(inputs, sent.inputs);
    expect(again).toEqual({ inputs, failures: [] });
    expect(await provider.diff(id, outs, inputs)).toEqual({ changes: false, replaces: [] });

    const changed = { ...inputs, name: "renamed", description: "Another text" };
    // The answer names what the program has changed, and no hidden input.
    const difference = await provider.diff(id, outs, { ...changed, __urn: "urn:another" });
    expect({ ...difference, diffs: difference.diffs?.toSorted() }).toMatchObject({
      changes: true,
      replaces: [],
      diffs: ["description", "name"],
    });
    const updated = await provider.update(id, outs, changed);
    expect(updated.outs).toMatchObject({ ...changed, imageId: id, status });
    expect(world.image()).toMatchObject({ id, name: "renamed" });

    const read = await provider.read(id, updated.outs);
    expect(read).toEqual({ id, props: updated.outs, inputs: changed });
    expect(await provider.diff(id, read.props, changed)).toEqual({ changes: false, replaces: [] });
    expect(markerOf(world.image())).toBe("o");

    await provider.delete(id, read.props);
    expect(world.images()).toEqual([]);
    expect(await provider.read(id, read.props)).toMatchObject({ id: "" });
  });

  test("no secret is in what a life answers, says or prints, failures included", async () => {
    const { secretKey } = demoCredentials;
    const echo = { error_code: "IMG.0026", error_msg: `no right with ${secretKey}` };
    const { provider } = world;
    const { inputs } = await provider.check({}, (await sentBy(kind, "golden", args)).inputs);
    const created = await provider.create(inputs);
    const read = await provider.read(created.id, created.outs);
    const updated = await provider.update(created.id, created.outs, { ...inputs, name: "renamed" });
    world.simulator.addFaults({ match: {}, effect: { kind: "respond", status: 403, body: echo } });
    const failures = [
      await failureOf(provider.create(inputs), RpcError),
      await failureOf(provider.read(created.id, created.outs), RpcError),
      await failureOf(provider.update(created.id, created.outs, inputs), RpcError),
      await failureOf(provider.delete(created.id, created.outs), RpcError),
    ];
    expect(failures.map(({ message }) => message)).toEqual(
      failures.map(() => expect.stringContaining("no right with ***")),
    );
    world.simulator.clearFaults();
    await provider.delete(created.id, created.outs);
    const shown = [JSON.stringify([created, read, updated]), ...failures.map(textOf), provider.printed()].join("\n");
    expect(shown).not.toContain(secretKey);
    expect(shown).not.toContain("HMAC-SHA256");
  });
});

function textOf(error: Error): string {
  return `${JSON.stringify(error)} ${error.message}`;
}
