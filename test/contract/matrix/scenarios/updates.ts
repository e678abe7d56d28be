/** Every argument that can change in place: changed, dropped, and all at once. */
import { markerOf } from "../../../support/grpcWorld";
import { look } from "../../../support/looks";
import type { Properties } from "../../../support/miniStack";
import type { Sample, Shown } from "../../../support/samples";
import type { Scenario } from "./scenario";

export function updates({ mutable, recorded = {} }: Sample): Scenario[] {
  const fields = Object.entries(mutable);
  const everything = {
    value: Object.fromEntries(fields.map(([key, { value }]) => [key, value])),
    shown: Object.assign({}, ...fields.map(([, { shown }]) => shown)) as Shown,
  };
  return [
    ...fields.map(([key, { value, shown }]) => updated(`changing ${key} is done in place`, { [key]: value }, shown)),
    updated("everything that can be changed is changed at once", everything.value, everything.shown),
    ...fields.map(([key, { cleared }]) =>
      cleared === undefined ? kept(key) : updated(`dropping ${key} clears it in place`, { [key]: undefined }, cleared),
    ),
    ...Object.entries(recorded).map(([key, value]) => noted(key, value)),
  ];
}

const updated = (title: string, change: Properties, shown: Shown): Scenario => ({
  title,
  pace: "quick",
  run: async ({ world, stack, program }) => {
    await stack.up(program());
    const { id } = stack.known();
    expect(await stack.up(program(change))).toBe("update");
    const image = world.image();
    expect(image.id).toBe(id);
    expect(look(image, shown)).toEqual(shown);
    expect(markerOf(image)).toBe("o");
    expect(stack.known().id).toBe(id);
    expect(await stack.up(program(change))).toBe("same");
    expect(await stack.refresh()).toBe("kept");
    expect(await stack.up(program(change))).toBe("same");
  },
});

const kept = (key: string): Scenario => ({
  title: `dropping ${key} leaves it as it is`,
  pace: "quick",
  run: async ({ world, stack, program }) => {
    await stack.up(program());
    const before = world.image();
    expect(await stack.up(program({ [key]: undefined }))).toBe("same");
    expect(world.image()).toEqual(before);
  },
});

const noted = (key: string, value: unknown): Scenario => ({
  title: `changing ${key} is recorded and leaves the image alone`,
  pace: "quick",
  run: async ({ world, stack, program }) => {
    await stack.up(program());
    const before = world.image();
    const change = { [key]: value };
    expect(await stack.up(program(change))).toBe("update");
    expect(world.image()).toEqual(before);
    expect(stack.known().outputs[key]).toBe(value);
    expect(await stack.refresh()).toBe("kept");
    expect(await stack.up(program(change))).toBe("same");
  },
});
