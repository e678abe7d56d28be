/** Every argument of every kind of sets: what a change, a drift or a value that is not known yet comes to. */
import type { StoredImage } from "pulumi-ims-simulator";
import type { Field } from "../../../provider/kinds/kind";
import type { World } from "../../support/inProcess";
import { edited, look } from "../../support/looks";
import type { MiniStack, Properties } from "../../support/miniStack";
import type { Shown } from "../../support/samples";
import { images, worlds } from "./support/lives";
import { idsOf, imageFrom, imageNamed, isWhole, next, type SetRow, setRows, stackIn } from "./support/setRows";

const openWorld = worlds();
const unknown = "04da6b54-80e4-46f7-96ec-b56ff0331ba9";

async function whole({ kind, program }: SetRow): Promise<{ world: World; stack: MiniStack }> {
  const world = await openWorld();
  const { stack } = stackIn(world, kind);
  await stack.up(program);
  return { world, stack: next(world, kind, stack) };
}

const valuesOf = (mutable: SetRow["ofElements"]) =>
  Object.fromEntries(Object.entries(mutable).map(([key, { value }]) => [key, value]));
const shownOfAll = (mutable: SetRow["ofElements"]): Shown =>
  Object.assign({}, ...Object.values(mutable).map(({ shown }) => shown));

const fieldsOf = ({ kind }: SetRow, onChange: Field["onChange"]) =>
  Object.keys(kind.fields)
    .filter((key) => kind.fields[key]?.onChange === onChange)
    .sort();

describe.each(setRows)("$type", (row) => {
  const { kind, program, elements, ownSource, count, own, ofElements } = row;
  const [first, second] = elements;

  /** The enterprise project and the protection are one for all, everything else is the main image's. */
  const reached = (world: World, stack: MiniStack, key: string): readonly StoredImage[] =>
    ["enterpriseProjectId", "protected"].includes(key) ? images(world) : [imageFrom(world, stack, ownSource)];
  const inFirst = (change: Properties) => ({ ...program, dataImages: [{ ...first, ...change }, second] });

  /** Changed in place, seen as such by a refresh, and no change the second time. */
  async function isSettled(world: World, stack: MiniStack, before: readonly string[], declared: Properties) {
    isWhole(world, stack, count);
    expect(idsOf(world)).toEqual(before);
    expect(await stack.up(declared)).toBe("same");
    expect(await stack.refresh()).toBe("kept");
    expect(await stack.up(declared)).toBe("same");
  }

  test("these tests speak of every argument", () => {
    expect([...Object.keys(own.mutable), "dataImages"].sort()).toEqual(fieldsOf(row, "update"));
    expect(Object.keys(own.immutable).sort()).toEqual(fieldsOf(row, "replace"));
    expect(fieldsOf(row, "record")).toEqual([]);
  });

  test.each(Object.entries(own.mutable))("changing %s is done in place", async (key, { value, shown }) => {
    const { world, stack } = await whole(row);
    const before = idsOf(world);
    const change = { ...program, [key]: value };
    expect(await stack.up(change)).toBe("update");
    for (const image of reached(world, stack, key)) expect(look(image, shown)).toEqual(shown);
    await isSettled(world, stack, before, change);
  });

  test.each(Object.entries(own.mutable))("dropping %s clears it in place, or leaves it", async (key, field) => {
    const { world, stack } = await whole(row);
    const before = idsOf(world);
    const dropped = Object.fromEntries(Object.entries(program).filter(([name]) => name !== key));
    expect(await stack.up(dropped)).toBe(field.cleared === undefined ? "same" : "update");
    for (const image of field.cleared === undefined ? [] : reached(world, stack, key))
      expect(look(image, field.cleared ?? {})).toEqual(field.cleared);
    await isSettled(world, stack, before, dropped);
  });

  test.each(Object.entries(own.mutable))("drift of %s is seen and mended", async (key, { drift }) => {
    const { world, stack } = await whole(row);
    for (const { id } of reached(world, stack, key)) {
      const image = structuredClone(byId(world, id));
      world.simulator.edit.updateImage(id, edited(image, drift));
      expect(await stack.refresh()).toBe("kept");
      expect(stack.known().inputs[key]).not.toEqual(program[key]);
      expect(await stack.up(program)).toBe("update");
      expect(look(byId(world, id), drift)).toEqual(look(image, drift));
      expect(await stack.up(program)).toBe("same");
    }
  });

  test.each(Object.entries(ofElements))("changing %s of an element is done in place", async (key, { value, shown }) => {
    const { world, stack } = await whole(row);
    const [before, other] = [idsOf(world), structuredClone(imageNamed(world, "data-2"))];
    const { id } = imageNamed(world, "data-1");
    expect(await stack.up(inFirst({ [key]: value }))).toBe("update");
    expect(look(byId(world, id), shown)).toEqual(shown);
    expect(imageNamed(world, "data-2")).toEqual(other);
    await isSettled(world, stack, before, inFirst({ [key]: value }));
  });

  test.each(Object.entries(ofElements).filter(([, { cleared }]) => cleared))(
    "dropping %s of an element clears it in place",
    async (key, { cleared = {} }) => {
      const { world, stack } = await whole(row);
      const before = idsOf(world);
      const { [key]: _, ...rest } = first;
      const dropped = { ...program, dataImages: [rest, second] };
      expect(await stack.up(dropped)).toBe("update");
      expect(look(imageNamed(world, "data-1"), cleared)).toEqual(cleared);
      await isSettled(world, stack, before, dropped);
    },
  );

  test.each(Object.entries(ofElements))("drift of %s of an element is seen and mended", async (key, { drift }) => {
    const { world, stack } = await whole(row);
    const image = structuredClone(imageNamed(world, "data-1"));
    world.simulator.edit.updateImage(image.id, edited(image, drift));
    expect(await stack.refresh()).toBe("kept");
    expect(stack.known().inputs["dataImages"]).toEqual([expect.not.objectContaining({ [key]: first[key] }), second]);
    expect(await stack.up(program)).toBe("update");
    expect(look(byId(world, image.id), drift)).toEqual(look(image, drift));
    expect(await stack.up(program)).toBe("same");
  });

  test("everything that can be changed is changed at once", async () => {
    const { world, stack } = await whole(row);
    const before = idsOf(world);
    const { id } = imageNamed(world, "data-1");
    const change = { ...inFirst(valuesOf(ofElements)), ...valuesOf(own.mutable) };
    expect(await stack.up(change)).toBe("update");
    if (ownSource !== undefined) {
      const shown = shownOfAll(own.mutable);
      expect(look(imageFrom(world, stack, ownSource), shown)).toEqual(shown);
    }
    expect(look(byId(world, id), shownOfAll(ofElements))).toEqual(shownOfAll(ofElements));
    await isSettled(world, stack, before, change);
  });

  test.each(Object.entries(own.immutable))("changing %s replaces every image", async (key, value) => {
    const { world, stack } = await whole(row);
    const before = idsOf(world);
    const change = { ...program, ...own.along?.[key], [key]: value };
    const declared = Object.fromEntries(Object.entries(change).filter(([, item]) => item !== undefined));
    const { step, replaces } = await stack.preview(declared);
    expect(step).toBe("replace");
    expect(replaces.toSorted()).toEqual([...Object.keys(own.along?.[key] ?? {}), key].sort());
    expect(await stack.up(declared)).toBe("replace");
    isWhole(world, stack, count);
    expect(idsOf(world).filter((id) => before.includes(id))).toEqual([]);
    expect(await stack.up(declared)).toBe("same");
  });

  const steps = { update: "update", replace: "replace", record: "update", local: "same" } as const;
  test.each(Object.entries(kind.fields))("an unknown %s passes the preview", async (key, { onChange }) => {
    const { world, stack } = await whole(row);
    const requests = world.simulator.log.length;
    const declared = { ...program, [key]: unknown };
    expect((await stack.check(declared))[key]).toBe(unknown);
    expect(await stackIn(world, kind).stack.preview(declared)).toMatchObject({ step: "create" });
    const { step, replaces } = await stack.preview(declared);
    expect(step).toBe(steps[onChange]);
    expect(replaces).toEqual(onChange === "replace" ? [key] : []);
    expect(world.simulator.log).toHaveLength(requests);
  });

  test.each(Object.keys(first))("an unknown %s of an element passes the preview", async (key) => {
    const { world, stack } = await whole(row);
    const requests = world.simulator.log.length;
    expect(await stackIn(world, kind).stack.preview(inFirst({ [key]: unknown }))).toMatchObject({ step: "create" });
    expect(await stack.preview(inFirst({ [key]: unknown }))).toEqual({ step: "update", replaces: [] });
    expect(await stack.preview({ ...program, dataImages: [unknown, second] })).toMatchObject({ step: "update" });
    expect(world.simulator.log).toHaveLength(requests);
  });
});

function byId(world: World, id: string): StoredImage {
  const image = images(world).find((one) => one.id === id);
  if (image === undefined) throw new Error(`there is no image ${id}`);
  return image;
}
