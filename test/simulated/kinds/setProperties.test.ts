/** What holds for any arguments of a set of images: checked again they stay, and the images show no difference. */
import fc from "fast-check";
import { startWorld } from "../../support/inProcess";
import type { Properties } from "../../support/miniStack";
import { changeable } from "../../unit/kinds/support/changeable";
import { isWhole, next, type SetRow, setRows, stackIn } from "../lifecycle/support/setRows";

/** Some of these arguments with other values, the rest as they are. */
function varied(given: Properties, keys: readonly string[]): fc.Arbitrary<Properties> {
  const values = keys.flatMap((key) => (changeable[key] ? [[key, changeable[key]] as const] : []));
  return fc.record(Object.fromEntries(values), { requiredKeys: [] }).map((changes) => ({ ...given, ...changes }));
}

function programs({ program, elements, own, ofElements }: SetRow): fc.Arbitrary<Properties> {
  const dataImages = fc
    .shuffledSubarray([...elements], { minLength: 1 })
    .chain((chosen) => fc.tuple(...chosen.map((element) => varied(element, Object.keys(ofElements)))));
  return fc
    .tuple(varied(program, Object.keys(own.mutable)), dataImages)
    .map(([set, elementsOfIt]) => ({ ...set, dataImages: elementsOfIt }))
    .filter(({ minRam = 0, maxRam = 0 }: Properties) => !(Number(maxRam) > 0 && Number(maxRam) < Number(minRam)));
}

describe.each(setRows)("$type, a set,", (row) => {
  const { kind, count, elements } = row;

  test("is as declared after a create or a change: a refresh keeps it, and nothing is to be done", async () => {
    await fc.assert(
      fc.asyncProperty(programs(row), programs(row), async (first, second) => {
        const world = await startWorld();
        try {
          const { stack } = stackIn(world, kind);
          expect(await stack.up(first)).toBe("create");
          // A set drops no image that is protected.
          for (const program of [first, { ...first, protected: false }, second]) {
            const later = next(world, kind, stack);
            await later.up(program);
            isWhole(world, later, count - elements.length + elementsOf(program));
            const { inputs } = structuredClone(later.known());
            expect(await later.check(inputs)).toEqual(inputs);
            expect(await later.refresh()).toBe("kept");
            expect(later.known().inputs).toEqual(inputs);
            expect(await later.preview(program)).toEqual({ step: "same", replaces: [] });
            stack.state = later.state;
          }
        } finally {
          await world.stop();
        }
      }),
      { numRuns: 12 },
    );
  });
});

const elementsOf = ({ dataImages }: Properties): number => (Array.isArray(dataImages) ? dataImages.length : 0);
