/** States that an earlier version has written, of every class, finished and interrupted, with the images that they name. */
import { readFileSync } from "node:fs";
import { join } from "node:path";
import type { SeedDocument } from "pulumi-ims-simulator";
import { MiniStack, type Properties, type ResourceState } from "../../support/miniStack";
import { images, markerOf, worlds } from "./support/lives";
import { subjects } from "./support/subjects";

const openWorld = worlds();

interface Row {
  readonly type: string;
  readonly how: string;
  readonly program: Properties;
  readonly images: NonNullable<SeedDocument["images"]>;
  readonly state: ResourceState;
}

const rows: readonly Row[] = JSON.parse(readFileSync(join(__dirname, "../../vectors/statesOf0.1.0.json"), "utf8"));

/** The cloud of a row, and its resource as a new process of the provider finds it. */
async function scene({ type, images: seeds, state }: Row) {
  const subject = subjects.find((one) => one.type === type);
  if (subject === undefined) throw new Error(`there is no class ${type}`);
  const seed = (subject.seed as { readonly seed?: SeedDocument }).seed;
  const world = await openWorld({ seed: { ...seed, images: seeds } });
  const stored: ResourceState = JSON.parse(JSON.stringify(state).replaceAll("http://simulator", world.simulator.url));
  const stack = () => {
    world.clock.advance(60_000);
    return Object.assign(new MiniStack(subject.provider(world.process())), { state: structuredClone(stored) });
  };
  const { __urn: _, ...changed } = subject.renamed;
  return { world, stored, stack, changed };
}

const isFinished = ({ how }: Row) => how === "finished";
const named = (row: Row) => [`${row.type} ${row.how}`, row] as const;

test.each(rows.filter(isFinished).map(named))(
  "%s is read without a difference, updated and destroyed",
  async (_what, row) => {
    const { world, stored, stack, changed } = await scene(row);
    const resource = stack();
    expect(await resource.refresh()).toBe("kept");
    expect(resource.state).toEqual(stored);
    expect(await resource.up(row.program)).toBe("same");
    world.clock.advance(60_000);
    expect(await resource.up({ ...row.program, ...changed })).toBe("update");
    expect(images(world).map(({ id }) => id)).toEqual(row.images.map(({ id }) => id));
    await resource.destroy();
    expect(images(world)).toEqual([]);
  },
);

test.each(rows.filter((row) => !isFinished(row)).map(named))(
  "%s is continued with the images that were begun",
  async (_what, row) => {
    const { world, stack } = await scene(row);
    const resource = stack();
    expect(await resource.up(row.program)).toBe("update");
    const ids = images(world).map(({ id }) => id);
    expect(row.images.filter(({ id = "" }) => !ids.includes(id))).toEqual([]);
    expect(images(world).filter((image) => !markerOf(image).startsWith("o-"))).toEqual([]);
    expect(await resource.up(row.program)).toBe("same");
    await resource.destroy();
    expect(images(world)).toEqual([]);
  },
);
