/** What the configuration adds to the images of a stack, and what it leaves alone there. */
import { kinds, sets, type World } from "../../support/inProcess";
import { MiniStack, type Properties } from "../../support/miniStack";
import { images, onlyImage, postsOf, programTags, someKinds, worlds } from "./support/lives";
import { isWhole, setRows } from "./support/setRows";

const openWorld = worlds();
const someProject = "9f1f3b56-2a4e-4d0b-8a57-6f0c9d6e7a01";
const otherProject = "9f1f3b56-2a4e-4d0b-8a57-6f0c9d6e7a02";
const defaultTags = { "ims:defaultTags": '{"owner":"platform","team":"unknown"}' };

type Stack = Readonly<Record<string, string>>;

/** A process with this configuration, and what an earlier one has stored. */
function stackIn(
  world: World,
  kind: (typeof someKinds)[number]["kind"],
  config: Stack,
  earlier?: MiniStack,
): MiniStack {
  const stack = new MiniStack(world.process(undefined, config).provider(kind));
  return Object.assign(stack, { state: earlier?.state });
}

const declaredOf = (stack: MiniStack) => stack.known().inputs["tags"];

describe.each(someKinds)("$type", ({ kind, program }) => {
  const tags = { team: "base", release: "42" };

  test("has the default tags beside its own, which come first", async () => {
    const world = await openWorld();
    const stack = stackIn(world, kind, defaultTags);
    await stack.up(program);
    expect(programTags(onlyImage(world))).toEqual({ ...tags, owner: "platform" });
    expect(await stack.up(program)).toBe("same");
    expect(await stack.refresh()).toBe("kept");
    expect(await stackIn(world, kind, defaultTags, stack).up(program)).toBe("same");
  });

  test("a change of the default tags is made in place, and so is its end", async () => {
    const world = await openWorld();
    const stack = stackIn(world, kind, defaultTags);
    await stack.up(program);
    const later = stackIn(world, kind, { "ims:defaultTags": '{"owner":"web"}' }, stack);
    expect(await later.up(program)).toBe("update");
    expect(programTags(onlyImage(world))).toEqual({ ...tags, owner: "web" });
    const last = stackIn(world, kind, {}, later);
    expect(await last.up(program)).toBe("update");
    expect(programTags(onlyImage(world))).toEqual(tags);
    expect(postsOf(world)).toBe(1);
  });

  test("has the default tags alone when the program has none, and tags that are not known yet wait", async () => {
    const world = await openWorld();
    const { tags: _, ...bare } = program;
    const stack = stackIn(world, kind, defaultTags);
    const unknown = "04da6b54-80e4-46f7-96ec-b56ff0331ba9";
    expect((await stack.check({ ...bare, tags: unknown }))["tags"]).toBe(unknown);
    await stack.up(bare);
    expect(programTags(onlyImage(world))).toEqual({ owner: "platform", team: "unknown" });
  });

  test("tags to be left alone are no drift and stay through a change of the others", async () => {
    const world = await openWorld();
    const config = { "ims:ignoreTags": '["scanned","backup-*"]' };
    const stack = stackIn(world, kind, config);
    await stack.up(program);
    const image = onlyImage(world);
    const others = { scanned: "yes", "backup-day": "monday" };
    world.simulator.edit.updateImage(image.id, { tags: { ...image.tags, ...others } });
    const later = stackIn(world, kind, config, stack);
    expect(await later.refresh()).toBe("kept");
    expect(declaredOf(later)).toEqual(tags);
    expect(await later.up(program)).toBe("same");
    expect(await later.up({ ...program, tags: { team: "web" } })).toBe("update");
    expect(programTags(onlyImage(world))).toEqual({ team: "web", ...others });
    expect(await stackIn(world, kind, {}, later).refresh()).toBe("kept");
  });

  test("other tags that nobody declared are drift all the same", async () => {
    const world = await openWorld();
    const config = { "ims:ignoreTags": '["scanned"]' };
    const stack = stackIn(world, kind, config);
    await stack.up(program);
    const image = onlyImage(world);
    world.simulator.edit.updateImage(image.id, { tags: { ...image.tags, scanned2: "yes" } });
    await stack.refresh();
    expect(declaredOf(stack)).toEqual({ ...tags, scanned2: "yes" });
    expect(await stack.up(program)).toBe("update");
    expect(programTags(onlyImage(world))).toEqual(tags);
  });

  test("a declared tag that is to be left alone is refused", async () => {
    const world = await openWorld();
    const stack = stackIn(world, kind, { "ims:ignoreTags": '["rel*"]' });
    await expect(stack.up(program)).rejects.toThrow(
      "tags.release is left alone by ims:ignoreTags, so that no value of it can be declared",
    );
  });

  test("is made in the default enterprise project, and stays there when the default changes or is gone", async () => {
    const world = await openWorld();
    const projectIs = () => onlyImage(world).image["enterprise_project_id"];
    const stack = stackIn(world, kind, { "ims:enterpriseProjectId": someProject });
    await stack.up(program);
    expect(projectIs()).toBe(someProject);
    const later = stackIn(world, kind, { "ims:enterpriseProjectId": otherProject }, stack);
    expect(await later.up(program)).toBe("same");
    const last = stackIn(world, kind, {}, later);
    expect(await last.up(program)).toBe("same");
    expect(await last.refresh()).toBe("kept");
    expect(projectIs()).toBe(someProject);
    expect(await last.up({ ...program, enterpriseProjectId: otherProject })).toBe("update");
    expect(projectIs()).toBe(otherProject);
  });

  test("an image that was there before the default is not moved by it", async () => {
    const world = await openWorld();
    const stack = stackIn(world, kind, {});
    await stack.up(program);
    expect(await stackIn(world, kind, { "ims:enterpriseProjectId": someProject }, stack).up(program)).toBe("same");
  });
});

test("the enterprise project is taken from the variable of the Terraform provider too", async () => {
  const world = await openWorld();
  const { provider } = world.process({ HW_ENTERPRISE_PROJECT_ID: someProject });
  const { inputs } = await provider(kinds.ecsSystemImage).check({}, { name: "a", instanceId: "i" });
  expect(inputs["enterpriseProjectId"]).toBe(someProject);
});

describe.each(setRows)("$type, a set,", ({ kind, program, elements, count, posts }) => {
  const stackOf = (world: World, config: Stack) => new MiniStack(world.process(undefined, config).setProvider(kind));

  test("has the default tags on every image", async () => {
    const world = await openWorld();
    const stack = stackOf(world, defaultTags);
    await stack.up(program);
    isWhole(world, stack, count);
    expect(images(world).map(({ tags }) => tags["owner"])).toEqual(Array(count).fill("platform"));
    expect(await stack.up(program)).toBe("same");
  });

  test("leaves the tags of others on every image alone", async () => {
    const world = await openWorld();
    const stack = stackOf(world, { "ims:ignoreTags": '["scanned"]' });
    await stack.up(program);
    for (const { id, tags } of images(world)) {
      world.simulator.edit.updateImage(id, { tags: { ...tags, scanned: "yes" } });
    }
    expect(postsOf(world)).toBe(posts);
    expect(await stack.refresh()).toBe("kept");
    expect(await stack.up(program)).toBe("same");
    const [first, second] = elements;
    const changed: Properties = { ...program, dataImages: [{ ...first, tags: { team: "web" } }, second] };
    expect(await stack.up(changed)).toBe("update");
    expect(images(world).map(({ tags }) => tags["scanned"])).toEqual(Array(count).fill("yes"));
  });

  test("refuses a declared tag that is to be left alone, and names its element", async () => {
    const world = await openWorld();
    const stack = stackOf(world, { "ims:ignoreTags": '["team"]' });
    await expect(stack.up(program)).rejects.toThrow("dataImages.0.tags.team is left alone by ims:ignoreTags");
  });
});

test.each([
  ["ims:defaultTags", "team=a", "is no JSON object"],
  ["ims:defaultTags", '{"team":1}', "must hold texts only"],
  ["ims:ignoreTags", "scanned", "is no JSON list"],
  ["ims:ignoreTags", "[1]", "must hold texts only"],
  ["ims:enterpriseProjectId", "mine", "must be 0 (the default project) or a UUID"],
])("%s = %s is refused by the preview", async (key, value, words) => {
  const world = await openWorld();
  const provider = world.process(undefined, { [key]: value }).setProvider(sets.evsDataImages);
  await expect(provider.check({}, {})).rejects.toThrow(`${key} ${words}`);
});
