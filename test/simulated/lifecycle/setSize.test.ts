/** A set must not be larger than what can be recorded of it when a run is interrupted. */
import { sets, startWorld, type World } from "../../support/inProcess";

let world: World;
beforeEach(async () => {
  world = await startWorld();
});
afterEach(() => world.stop());

const tagsOf = (count: number, length: number) =>
  Object.fromEntries(Array.from({ length: count }, (_, index) => [`key-${index}`, "v".repeat(length)]));
const volumeId = (index: number) => `5a0f7d0c-0000-4000-8000-${String(index).padStart(12, "0")}`;
const programOf = (volumes: number, tags: Record<string, string>) => ({
  dataImages: Array.from({ length: volumes }, (_, index) => ({
    volumeId: volumeId(index),
    name: `data-${index}`,
    tags,
  })),
  __urn: "urn:pulumi:dev::p::pulumi-nodejs:dynamic/ims:EvsDataImages::set",
});
const reasonsOf = async (program: ReturnType<typeof programOf>) => {
  const { failures } = await world.process().setProvider(sets.evsDataImages).check({}, program);
  return failures.map(({ reason }) => reason);
};

test("23 volumes with 19 long tags each are refused at the preview, in words that say what to do", async () => {
  expect(await reasonsOf(programOf(23, tagsOf(19, 255)))).toEqual([
    expect.stringMatching(
      /^this EvsDataImages is too large: .* its 23 images .* \d+ bytes more .* Use several resources/,
    ),
  ]);
});

test("23 volumes with few tags are taken", async () => {
  expect(await reasonsOf(programOf(23, tagsOf(2, 20)))).toEqual([]);
});

test("volumes that are not known yet say nothing of the size, and may be different ones", async () => {
  const program = programOf(23, tagsOf(19, 255));
  const unknown = "04da6b54-80e4-46f7-96ec-b56ff0331ba9";
  const dataImages = program.dataImages.map((image) => ({ ...image, volumeId: unknown }));
  expect(await reasonsOf({ ...program, dataImages })).toEqual([]);
});

test("a tag with the key __proto__ is refused, because it would be lost", async () => {
  const tags = JSON.parse('{"__proto__":"x"}') as Record<string, string>;
  expect(await reasonsOf(programOf(1, tags))).toEqual([
    expect.stringContaining("tags has the key __proto__, which cannot be carried"),
  ]);
});
