/** An image that carries its marker as a property until it is whole: interruptions and lost answers on the way to the tag. */
import { demoServerId } from "pulumi-ims-simulator";
import { kinds } from "../../support/inProcess";
import { failure, lifeIn, onlyImage, urnOf, worlds } from "./support/lives";

const openWorld = worlds();
const kind = kinds.serverImage;
const program = {
  name: "snapshot",
  instanceId: demoServerId,
  description: "set after",
  tags: { team: "base", release: "42" },
  __urn: urnOf(kind.type),
};

test("an interrupted save is still pending after a refresh, and the next up ends it and hands it over", async () => {
  const world = await openWorld();
  const first = lifeIn(world, kind);
  first.engine.onProgress = (message) => {
    if (/^saving/.test(message)) first.engine.cancel();
  };
  expect((await failure(first.stack.up(program))).message).toMatch(/Interrupted/);
  const { id } = onlyImage(world);

  const second = first.next();
  expect(await second.stack.refresh()).toBe("kept");
  expect(second.stack.known()).toMatchObject({ id, outputs: { __phase: "pending" } });

  const third = second.next();
  expect(await third.stack.up(program)).toBe("update");
  expect(onlyImage(world)).toMatchObject({
    id,
    status: "active",
    tags: { team: "base", release: "42", "pulumi-ims": expect.stringMatching(/^o-/) },
    image: { __description: "set after" },
  });
  expect(onlyImage(world).image).not.toHaveProperty("pulumi-ims");
  expect(third.stack.known().outputs["__phase"]).toBe("done");
  expect(await third.next().stack.up(program)).toBe("same");
});

test("a save that ended between the interruption and the refresh is still pending, and the next up hands it over", async () => {
  const world = await openWorld();
  const first = lifeIn(world, kind);
  first.engine.onProgress = (message) => {
    if (/^saving/.test(message)) first.engine.cancel();
  };
  await failure(first.stack.up(program));
  world.clock.advance(3_600_000);
  const second = first.next();
  expect(await second.stack.refresh()).toBe("kept");
  expect(second.stack.known().outputs["__phase"]).toBe("pending");
  const third = second.next();
  expect(await third.stack.up(program)).toBe("update");
  expect(onlyImage(world).tags).toMatchObject({ team: "base", "pulumi-ims": expect.stringMatching(/^o-/) });
  expect(await third.next().stack.up(program)).toBe("same");
});

test.each(["after", "before"] as const)(
  "a lost answer to the removal of the property, cut %s it was carried out, fails no create",
  async (when) => {
    const removal = { method: "PATCH", path: "^/v2/images/[^/]+$", nth: 1 };
    const world = await openWorld({ faults: [{ match: removal, effect: { kind: "reset", when } }] });
    const { stack } = lifeIn(world, kind);
    expect(await stack.up(program)).toBe("create");
    const [first] = world.simulator.log.filter(({ method }) => method === "PATCH");
    expect(first).toMatchObject({ status: 0, body: [{ op: "remove", path: "/pulumi-ims" }] });
    expect(onlyImage(world)).toMatchObject({ status: "active", tags: { "pulumi-ims": expect.stringMatching(/^o-/) } });
    expect(onlyImage(world).image).not.toHaveProperty("pulumi-ims");
    expect(await stack.up(program)).toBe("same");
  },
);
