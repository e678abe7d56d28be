/** What leaves the provider: plain JSON, or a plain Error that the dynamic provider server can print. */
import { ImsError } from "../../../provider/base/errors";
import { resourceProvider } from "../../../provider/lifecycle/resourceProvider";
import { kinds } from "../../support/inProcess";
import { failure, someKinds, worlds } from "./support/lives";

const openWorld = worlds();

test.each(someKinds)(
  "$type: an error is an Error without code, details or stack",
  async ({ kind, program, source }) => {
    const world = await openWorld();
    const error = await failure(
      world
        .process()
        .provider(kind)
        .create({ ...program, [source]: "" }),
    );
    expect(Object.getPrototypeOf(error)).toBe(Error.prototype);
    expect(error).not.toBeInstanceOf(ImsError);
    expect(Object.keys(error)).not.toEqual(expect.arrayContaining(["code"]));
    expect(error).not.toHaveProperty("code");
    expect(error).not.toHaveProperty("details");
    expect(error.stack).toBe("");
  },
);

test("a message is not longer than a screen", async () => {
  const world = await openWorld();
  const body = { error: { code: "IMG.0001", message: "no" } };
  world.simulator.addFaults({ match: { path: "cloudimages/action" }, effect: { kind: "respond", status: 400, body } });
  const error = await failure(
    world
      .process()
      .provider(kinds.ecsSystemImage)
      .create({ name: "n", instanceId: "s", timeouts: "x".repeat(9_000) }),
  );
  expect(error.message.length).toBeLessThanOrEqual(4_000);
});

test("every verb answers with plain JSON", async () => {
  const world = await openWorld();
  const [row] = someKinds;
  if (row === undefined) throw new Error("there is no kind");
  const provider = world.process().provider(row.kind);
  const { inputs, failures } = await provider.check({}, { ...row.program, description: undefined });
  const created = await provider.create(inputs);
  const read = await provider.read(created.id, created.outs);
  const updated = await provider.update(created.id, created.outs, { ...inputs, name: "silver" });
  for (const answer of [{ inputs, failures }, created, read, updated]) {
    expect(JSON.parse(JSON.stringify(answer))).toStrictEqual(answer);
  }
  await expect(provider.delete(created.id, updated.outs)).resolves.toBeUndefined();
});

test("check and diff touch neither the network nor the credentials", async () => {
  const world = await openWorld();
  const provider = world.process({}).provider(kinds.evsDataImage);
  const { inputs } = await provider.check({}, { name: "n", volumeId: "v" });
  await provider.diff("i1", inputs, { ...inputs, name: "m" });
  expect(world.simulator.log).toHaveLength(0);
});

test("configure only takes note of the configuration, and never fails", async () => {
  const noted: unknown[] = [];
  const world = await openWorld();
  const { ports } = world.process();
  const provider = resourceProvider(kinds.ecsSystemImage, {
    ports,
    configure: (config) => noted.push(config.get("ims:region")),
    during: (call) => call(),
  });
  const config = { get: () => "eu-de", require: () => "eu-de" };
  await provider.configure?.({ config });
  expect(noted).toEqual(["eu-de"]);
});
