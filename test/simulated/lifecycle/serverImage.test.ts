/** What is special about the native call of ECS: no job, no tags in the call, and perhaps no id in the answer. */
import { demoServerId } from "pulumi-ims-simulator";
import { kinds, startWorld, type World } from "../../support/inProcess";

const program = {
  name: "snapshot",
  instanceId: demoServerId,
  metadata: { imagetype: "Gold" },
  description: "set after",
  minRam: 1024,
  tags: { team: "base" },
  __urn: "urn:pulumi:dev::p::pulumi-nodejs:dynamic/ims:ServerImage::snapshot",
};

let world: World;
beforeEach(async () => {
  world = await startWorld();
});
afterEach(() => world.stop());

const images = () => world.simulator.truth().images;
const creates = () =>
  world.simulator.log.filter(
    ({ method, path }) => method === "POST" && path.endsWith("/action") && path.includes("/servers/"),
  );

test("createImage makes one image; what the call does not take is set after, and the marker moves from property to tag", async () => {
  const stack = world.stack(kinds.serverImage);
  expect(await stack.up(program)).toBe("create");
  expect(images()).toHaveLength(1);
  const [made] = images();
  expect(made).toMatchObject({
    name: "snapshot",
    status: "active",
    tags: { team: "base", "pulumi-ims": expect.stringMatching(/^o-/) },
  });
  expect(made?.image).toMatchObject({ __description: "set after", min_ram: 1024, imagetype: "Gold" });
  expect(made?.image).not.toHaveProperty("pulumi-ims");
  expect(stack.state?.id).toBe(made?.id);

  expect(await stack.up(program)).toBe("same");
  await stack.refresh();
  expect(await stack.up(program)).toBe("same");
  expect(await stack.up({ ...program, name: "renamed", tags: { team: "web" } })).toBe("update");
  expect(images()[0]).toMatchObject({ name: "renamed", tags: { team: "web" } });
  await stack.destroy();
  expect(images()).toEqual([]);
});

test.each([
  ["names no image", { status: 202, execute: true, body: {} }],
  ["is lost", undefined],
] as const)("an answer that %s leads to one image, found by its marker", async (_what, respond) => {
  const match = { method: "POST", path: "/servers/.*/action$", nth: 1 };
  world.simulator.addFaults(
    respond ? { match, effect: { kind: "respond", ...respond } } : { match, effect: { kind: "reset", when: "after" } },
  );
  const stack = world.stack(kinds.serverImage);
  await stack.up(program);
  expect(images()).toEqual([expect.objectContaining({ id: stack.state?.id, status: "active" })]);
  expect(creates()).toHaveLength(1);
});

test("an interrupted wait is continued by the next up with the same image", async () => {
  const first = world.process();
  first.engine.onProgress = (message) => {
    if (/^(queued|saving)/.test(message)) first.engine.cancel();
  };
  const stack = world.stack(kinds.serverImage);
  stack.provider = first.provider(kinds.serverImage);
  await expect(stack.up(program)).rejects.toThrow(/Interrupted/);
  stack.provider = world.process().provider(kinds.serverImage);
  expect(await stack.up(program)).toBe("update");
  expect(images()).toEqual([expect.objectContaining({ id: stack.state?.id, status: "active", name: "snapshot" })]);
  expect(creates()).toHaveLength(1);
});

test("a killed process leaves an image that the next create takes over", async () => {
  const first = world.process();
  first.engine.onProgress = (message) => {
    if (/^(queued|saving)/.test(message)) first.engine.die();
  };
  await expect(first.provider(kinds.serverImage).create(program)).rejects.toThrow();
  const stack = world.stack(kinds.serverImage);
  await stack.up(program);
  expect(images()).toEqual([
    expect.objectContaining({ id: stack.state?.id, tags: expect.objectContaining({ team: "base" }) }),
  ]);
  expect(creates()).toHaveLength(1);
});

test("a server that does not exist is refused with the words of ECS", async () => {
  const stack = world.stack(kinds.serverImage);
  const missing = { ...program, instanceId: "00000000-0000-0000-0000-000000000000" };
  await expect(stack.up(missing)).rejects.toThrow(/not created.*HTTP 404/);
  expect(stack.state).toBeUndefined();
});
