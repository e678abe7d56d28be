/** Images that are kept on purpose (`retainOnDelete`): their marker says so. */
import { kinds, sets, startWorld, type World } from "../../support/inProcess";
import { MiniStack } from "../../support/miniStack";
import { samples } from "../../support/samples";
import { images, markerOf } from "./support/lives";
import { setRows } from "./support/setRows";

const openWorlds: World[] = [];
afterEach(async () => {
  for (const world of openWorlds.splice(0)) await world.stop();
});

const rows = [
  ...Object.values(kinds).map((kind) => {
    const { program, seed } = samples[kind.name as keyof typeof kinds];
    return { type: kind.type, program, seed, open: (world: World) => world.process().provider(kind) };
  }),
  ...setRows.map(({ kind, program }) => ({
    type: `a set, ${kind.type}`,
    program,
    seed: undefined,
    open: (world: World) => world.process().setProvider(sets[kind.name as keyof typeof sets]),
  })),
];

test.each(rows)("$type gets another marker by one update when the option is switched on and off", async (row) => {
  const world = await startWorld(row.seed === undefined ? {} : { seed: row.seed });
  openWorlds.push(world);
  const program = { ...row.program, __urn: "urn:pulumi:dev::shop::pulumi-nodejs:dynamic/ims:Any::golden" };
  const kept = { ...program, __retain: true };
  const letters = () => [...new Set(images(world).map((image) => markerOf(image)[0]))].join();
  const stack = new MiniStack(row.open(world));
  const steps: unknown[] = [];
  for (const wanted of [program, kept, kept, program, kept]) {
    stack.provider = row.open(world);
    steps.push([await stack.up(wanted), letters()]);
  }
  expect(steps).toEqual([
    ["create", "o"],
    ["update", "k"],
    ["same", "k"],
    ["update", "o"],
    ["update", "k"],
  ]);
  expect(await stack.refresh()).toBe("kept");
  expect(await stack.up(kept)).toBe("same");
});
