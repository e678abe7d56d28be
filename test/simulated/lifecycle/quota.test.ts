/** A full quota is called one, whatever the call and the form of its refusal. */
import { demoCredentials } from "pulumi-ims-simulator";
import { MiniStack } from "../../support/miniStack";
import { failure, images, worlds } from "./support/lives";
import { subjects } from "./support/subjects";

const openWorld = worlds();
const project = demoCredentials.projects["eu-de"] ?? "";

test.each(subjects)("$type says that the quota is full, and what to do", async ({ program, seed, provider }) => {
  const world = await openWorld(seed);
  world.simulator.edit.setQuota(project, 0);
  const { message } = await failure(new MiniStack(provider(world.process())).up(program));
  expect(message).toContain("The quota of private images is used up: delete images or ask for a larger quota.");
  expect(message).not.toContain("lack the right");
  expect(images(world)).toEqual([]);
});
