/** From the first up to the destroy, without trouble. */
import { markerKey } from "../../../../provider/ims/markerKey";
import { RpcError } from "../../../support/grpcWire";
import { failureOf, inputsOf, markerOf } from "../../../support/grpcWorld";
import { look } from "../../../support/looks";
import type { Scenario } from "./scenario";

const nowhere = "deadbeef-0000-4000-8000-000000000001";

export const life: readonly Scenario[] = [
  {
    title: "the first up makes one image, which is as declared and handed over",
    pace: "quick",
    run: async ({ kind, sample, world, stack, program }) => {
      expect(await stack.up(program())).toBe("create");
      const image = world.image();
      expect(look(image, sample.shown)).toEqual(sample.shown);
      expect(kind.readyStatuses).toContain(image.status);
      expect(markerOf(image)).toBe("o");
      const { id, inputs, outputs } = stack.known();
      expect(id).toBe(image.id);
      expect(outputs).toMatchObject(inputs);
      const { status, project: projectId } = image;
      expect(outputs).toMatchObject({ imageId: image.id, status, region: "eu-de", projectId });
      expect(outputs["image"]).not.toHaveProperty(["tags", markerKey]);
      expect(world.creates()).toBe(1);
    },
  },
  {
    title: "an up without changes changes nothing, however often",
    pace: "quick",
    run: async ({ world, stack, program }) => {
      await stack.up(program());
      const before = world.image();
      const steps = [await stack.up(program()), await stack.up(program())];
      expect(steps).toEqual(["same", "same"]);
      expect(world.image()).toEqual(before);
      expect(world.creates()).toBe(1);
    },
  },
  {
    title: "a program that names nothing but the source gets a made-up name, and keeps it",
    pace: "quick",
    run: async ({ kind, sample, world, stack }) => {
      const isNeeded = (key: string) => kind.fields[key]?.required || key === sample.source?.given;
      const required = Object.keys(kind.fields).filter((key) => isNeeded(key) && key !== "name");
      const args = Object.fromEntries(required.map((key) => [key, sample.program[key]]));
      const least = inputsOf(kind, args, "web");
      await stack.up(least);
      expect(world.image().name).toMatch(/^web-[a-z2-7]{7}$/);
      expect(await stack.up(least)).toBe("same");
    },
  },
  {
    title: "a refresh of an image that nobody touched keeps everything",
    pace: "quick",
    run: async ({ stack, program }) => {
      await stack.up(program());
      const before = structuredClone(stack.known());
      expect(await stack.refresh()).toBe("kept");
      expect(stack.known()).toEqual(before);
      expect(await stack.up(program())).toBe("same");
    },
  },
  {
    title: "a destroy deletes the image, and one more finds nothing to do",
    pace: "quick",
    run: async ({ world, stack, program }) => {
      await stack.up(program());
      const { id, outputs } = stack.known();
      await stack.destroy();
      expect(world.images()).toEqual([]);
      await world.provider.delete(id, outputs);
    },
  },
  {
    title: "a forced replacement makes a new image and deletes the old one",
    pace: "quick",
    run: async ({ sample, world, stack, program }) => {
      await stack.up(program());
      const { id } = stack.known();
      await stack.forceReplace(program(sample.second));
      expect(stack.known().id).not.toBe(id);
      expect(world.image().id).toBe(stack.known().id);
    },
  },
  {
    title: "a get reads the image by its id alone and changes nothing",
    pace: "quick",
    run: async ({ world, stack, program }) => {
      await stack.up(program());
      const image = world.image();
      const { __provider } = program();
      const { id, props, inputs } = await world.provider.read(image.id, { __provider });
      expect(id).toBe(image.id);
      expect(props).toMatchObject({ __provider, imageId: image.id, name: image.name, status: image.status });
      expect(props["tags"]).toEqual(look(image, { tags: {} })["tags"]);
      expect(inputs).toBeUndefined();
      expect(world.image()).toEqual(image);
    },
  },
  {
    title: "a get of an image that is not there says so",
    pace: "quick",
    run: async ({ world, program }) => {
      const { __provider } = program();
      const failure = await failureOf(world.provider.read(nowhere, { __provider }), RpcError);
      expect(failure.message).toContain(`There is no image ${nowhere}`);
    },
  },
];
