/** Inline programs of the Automation API, run as other tests do that need no language host. */
import { tmpdir } from "node:os";
import { demoServerId } from "pulumi-ims-simulator";
import { type InlineProgram, type InlineProject, openInlineProject } from "../support/inlineProject";

let project: InlineProject;
beforeAll(async () => {
  project = await openInlineProject();
});
afterAll(() => project.close());

const golden: InlineProgram<string> = ({ pulumi, ims }, instanceId) => {
  pulumi.runtime.registerResourceTransform(({ props, opts }) => ({ props: { ...props, description: "seen" }, opts }));
  const image = new ims.EcsSystemImage("golden", { instanceId });
  return { imageId: image.imageId };
};

test("makes, keeps and deletes an image when the program is a function", async () => {
  const planned = await project.preview(golden, { values: demoServerId });
  expect(planned.output).toContain("+ 2 to create");

  const { outputs } = await project.up(golden, { values: demoServerId });
  const made = await project.cli.only("golden");
  expect(outputs).toEqual({ imageId: made.id });
  expect(made.outputs["description"]).toBe("seen");
  expect((await project.up(golden, { values: demoServerId })).output).toContain("2 unchanged");

  await project.refresh();
  await project.destroy();
  expect(project.cli.simulator.truth().images).toEqual([]);
});

test("makes an image when the process is elsewhere than the project", async () => {
  const run = { operation: "up", program: `${golden}`, values: demoServerId } as const;
  const [result] = await project.runTogether([run], tmpdir());
  expect(result?.error).toBeUndefined();
  expect(project.cli.simulator.truth().images.map(({ id }) => id)).toEqual([result?.outputs["imageId"]]);
});

test("says why when the program throws", async () => {
  const failed = await project.run("preview", () => {
    throw new Error("no such server");
  });
  expect(failed.error).toContain("no such server");
});

test("warns of open secrets in each stack when one process runs the programs of two", async () => {
  const program: InlineProgram = ({ ims }) => void new ims.Provider("other", { region: "eu-nl" });
  const config = { "ims:secretKey": { value: "hunter2hunter2" } };
  const runs = ["one", "two"].map((stack) => ({ stack, config, operation: "preview", program: `${program}` }) as const);

  const results = await project.runTogether(runs);

  const warnings = results.map(({ events }) => events.flatMap(({ diagnosticEvent: said }) => said?.message ?? []));
  for (const messages of warnings)
    expect(messages.join("\n").match(/ims:secretKey stands in the stack/g)).toHaveLength(1);
});
