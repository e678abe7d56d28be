import { ovaObject } from "pulumi-ims-simulator";
import { kinds, startWorld, type World } from "../../support/inProcess";

const program = {
  name: "appliance",
  imageUrl: ovaObject,
  minDisk: 40,
  __urn: "urn:pulumi:dev::p::pulumi-nodejs:dynamic/ims:ObsSystemImage::appliance",
};

let world: World;
beforeEach(async () => {
  world = await startWorld();
});
afterEach(() => world.stop());

const images = () => world.simulator.truth().images;

test("an OVA file brings images that nobody declared: they are recorded, kept, and deleted with the resource", async () => {
  const stack = world.stack(kinds.obsSystemImage);
  await stack.up(program);
  expect(images()).toHaveLength(3);
  const main = images().find(({ id }) => id === stack.state?.id);
  expect(main?.image["virtual_env_type"]).toBe("FusionCompute");
  const others = images().filter(({ id }) => id !== stack.state?.id);
  expect(stack.known().outputs["companionImageIds"]).toEqual(others.map(({ id }) => id));
  expect(others.every(({ tags }) => tags["pulumi-ims"]?.startsWith("o-"))).toBe(true);
  expect(await stack.up(program)).toBe("same");
  await stack.refresh();
  expect(stack.known().outputs["companionImageIds"]).toEqual(others.map(({ id }) => id));
  expect(await stack.up(program)).toBe("same");
  await stack.destroy();
  expect(images()).toEqual([]);
});

test("they are deleted with the resource also when the image itself was deleted outside", async () => {
  const stack = world.stack(kinds.obsSystemImage);
  await stack.up(program);
  world.simulator.edit.deleteImage(stack.known().id);
  expect(images()).toHaveLength(2);
  await stack.destroy();
  expect(images()).toEqual([]);
});
