/** Every argument that somebody can change outside. */
import { markerOf } from "../../../support/grpcWorld";
import { edited, look } from "../../../support/looks";
import type { Properties } from "../../../support/miniStack";
import type { MutableSample, Sample } from "../../../support/samples";
import type { Scenario } from "./scenario";

export const drifts = ({ program, mutable }: Sample): Scenario[] =>
  Object.entries(mutable).map(([key, field]) => drifted(key, program, field));

const drifted = (key: string, declared: Properties, { drift }: MutableSample): Scenario => ({
  title: `drift of ${key} is seen by a refresh and mended by an up`,
  pace: "quick",
  run: async ({ world, stack, program }) => {
    await stack.up(program());
    const before = world.image();
    world.simulator.edit.updateImage(before.id, edited(before, drift));
    expect(await stack.refresh()).toBe("kept");
    expect(stack.known().inputs[key]).not.toEqual(declared[key]);
    expect(stack.known().outputs[key]).toEqual(stack.known().inputs[key]);
    expect(await stack.up(program())).toBe("update");
    expect(look(world.image(), drift)).toEqual(look(before, drift));
    expect(markerOf(world.image())).toBe("o");
    expect(await stack.up(program())).toBe("same");
  },
});
