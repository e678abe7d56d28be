/** What is special about an image that is a record first and gets its file by a second call. */
import { kinds, startWorld, type World } from "../../support/inProcess";

const program = {
  name: "registered",
  imageUrl: "bucketname:Centos6.5-disk1.vmdk",
  osVersion: "CentOS 6.5 64bit",
  minDisk: 40,
  description: "set after",
  maxRam: 4096,
  tags: { team: "base" },
  __urn: "urn:pulumi:dev::p::pulumi-nodejs:dynamic/ims:RegisteredImage::registered",
};

let world: World;
beforeEach(async () => {
  world = await startWorld();
});
afterEach(() => world.stop());

const images = () => world.simulator.truth().images;
const calls = (path: RegExp) => world.simulator.log.filter((entry) => path.test(entry.path));

test("record and file are one resource: made by two calls, and what they do not take is set after", async () => {
  const stack = world.stack(kinds.registeredImage);
  expect(await stack.up(program)).toBe("create");
  expect(images()).toEqual([
    expect.objectContaining({ name: "registered", status: "active", tags: expect.objectContaining({ team: "base" }) }),
  ]);
  expect(images()[0]?.image).toMatchObject({ __description: "set after", max_ram: "4096" });
  expect(await stack.up(program)).toBe("same");
  await stack.refresh();
  expect(await stack.up(program)).toBe("same");
  await stack.destroy();
  expect(images()).toEqual([]);
});

test.each([
  ["before it was executed", "before"],
  ["after it was executed", "after"],
] as const)("a lost answer to the upload, %s, brings the file into the same record once", async (_when, when) => {
  world.simulator.addFaults({ match: { method: "PUT", path: "/upload$", nth: 1 }, effect: { kind: "reset", when } });
  const stack = world.stack(kinds.registeredImage);
  await stack.up(program);
  expect(images()).toHaveLength(1);
  expect(world.simulator.truth().jobs).toHaveLength(1);
  expect(images()[0]?.status).toBe("active");
});

test("an upload that is refused leaves no record behind", async () => {
  const stack = world.stack(kinds.registeredImage);
  await expect(stack.up({ ...program, imageUrl: "bucketname:not-there.vmdk" })).rejects.toThrow(/IMG\./);
  expect(stack.state).toBeUndefined();
  expect(images()).toEqual([]);
});

test("an upload that meets too many calls until the time-out is continued by the next up, with the same record", async () => {
  const limit = { kind: "respond", status: 429, headers: { "retry-after": "300" } } as const;
  world.simulator.addFaults({ match: { method: "PUT", path: "/upload$", nth: 1 }, effect: limit });
  const stack = world.stack(kinds.registeredImage);
  await expect(stack.up({ ...program, timeouts: { create: "1m" } })).rejects.toThrow(/too many calls/);
  expect(stack.known().outputs).toMatchObject({ __phase: "pending", imageId: images()[0]?.id });
  world.clock.advance(600_000);
  expect(await stack.up(program)).toBe("update");
  expect(images()).toEqual([expect.objectContaining({ id: stack.known().id, status: "active" })]);
});

test("a process that is killed between the two calls leaves a record that the next create fills", async () => {
  const first = world.process();
  world.simulator.addFaults({ match: { method: "PUT", path: "/upload$" }, effect: { kind: "respond", status: 503 } });
  first.engine.onProgress = (message) => {
    if (message.startsWith("made image")) first.engine.die();
  };
  await expect(first.provider(kinds.registeredImage).create(program)).rejects.toThrow(/gone/);
  expect(calls(/\/upload$/)).toEqual([]);
  world.simulator.clearFaults();

  const stack = world.stack(kinds.registeredImage);
  await stack.up(program);
  expect(images()).toEqual([expect.objectContaining({ id: stack.state?.id, status: "active" })]);
  expect(calls(/^\/v2\/images$/)).toHaveLength(1);
});
