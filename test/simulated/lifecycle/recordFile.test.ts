/** A record whose file is refused or broken goes again, and protection comes only with a whole image. */
import { brokenObject } from "pulumi-ims-simulator";
import { kinds } from "../../support/inProcess";
import { failure, images, lifeIn, onlyImage, urnOf, worlds } from "./support/lives";

const openWorld = worlds();
const kind = kinds.registeredImage;
const program = {
  name: "registered",
  imageUrl: "bucketname:Centos6.5-disk1.vmdk",
  osVersion: "CentOS 6.5 64bit",
  minDisk: 40,
  tags: { team: "base" },
  __urn: urnOf(kind.type),
};

test("a refusal that may mean a file is there already ends with its reason when the record stays empty", async () => {
  const body = { error: { code: "IMG.1075", message: "the registration failed" } };
  const world = await openWorld({
    faults: [{ match: { method: "PUT", path: "/upload$" }, effect: { kind: "respond", status: 400, body } }],
  });
  const start = world.clock.now();
  const { stack } = lifeIn(world, kind);
  const error = await failure(stack.up(program));
  expect(error.message).toMatch(/IMG\.1075 the registration failed/);
  expect(world.clock.now() - start).toBeLessThan(120_000);
  expect(stack.state).toBeUndefined();
  expect(images(world)).toEqual([]);
});

test.each([
  ["cannot be read", brokenObject],
  ["is not there", "bucketname:not-there.vmdk"],
])("a protected image whose file %s leaves nothing behind", async (_what, imageUrl) => {
  const world = await openWorld();
  const { stack } = lifeIn(world, kind);
  const error = await failure(stack.up({ ...program, imageUrl, protected: true }));
  expect(error.message).toMatch(/IMG\./);
  expect(stack.state).toBeUndefined();
  expect(images(world)).toEqual([]);
});

test("a protected image whose file is good ends protected", async () => {
  const world = await openWorld();
  const life = lifeIn(world, kind);
  const guarded = { ...program, protected: true };
  expect(await life.stack.up(guarded)).toBe("create");
  expect(onlyImage(world)).toMatchObject({ status: "active", image: { protected: true } });
  const next = life.next();
  expect(await next.stack.up(guarded)).toBe("same");
  expect(await next.stack.refresh()).toBe("kept");
  expect(await next.stack.up(guarded)).toBe("same");
});
