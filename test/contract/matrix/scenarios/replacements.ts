/** Every argument that an image is made with once and for all. */
import type { Properties } from "../../../support/miniStack";
import type { Sample } from "../../../support/samples";
import type { Scenario } from "./scenario";

export const replacements = ({ immutable, along = {} }: Sample): Scenario[] =>
  Object.entries(immutable).map(([key, value]) => replaced(key, { ...along[key], [key]: value }));

const replaced = (key: string, change: Properties): Scenario => ({
  title: `changing ${key} replaces the image`,
  pace: "quick",
  run: async ({ world, stack, program }) => {
    await stack.up(program());
    const { id } = stack.known();
    const { step, replaces } = await stack.preview(program(change));
    expect(step).toBe("replace");
    expect(replaces.toSorted()).toEqual(Object.keys(change).sort());
    expect(await stack.up(program(change))).toBe("replace");
    expect(world.image().id).toBe(stack.known().id);
    expect(stack.known().id).not.toBe(id);
    expect(stack.known().outputs[key]).toEqual(change[key]);
    expect(await stack.up(program(change))).toBe("same");
  },
});
