/** Every example as it is, by the real CLI. */
import { readdirSync, rmSync } from "node:fs";
import { join } from "node:path";
import { CliProject, root } from "../support/cliProject";

jest.setTimeout(300_000);

const examples = readdirSync(join(root, "examples"));

test.each(examples)("examples/%s makes its images and takes them down", async (example) => {
  const dir = join(root, "examples", example);
  const project = await CliProject.open();
  const stackFile = join(dir, "Pulumi.example-test.yaml");
  const inExample = (...args: string[]) => project.succeed(...args, "--cwd", dir, "--stack", "example-test");
  try {
    await project.succeed("stack", "init", "example-test", "--cwd", dir);
    await inExample("up", "--yes", "--skip-preview");
    const ids = project.simulator.truth().images.map(({ id }) => id);
    const outputs = await inExample("stack", "output", "--json");
    expect(ids.length).toBeGreaterThan(0);
    expect(ids.filter((id) => !outputs.includes(id))).toEqual([]);

    await inExample("destroy", "--yes", "--skip-preview");
    expect(project.simulator.truth().images).toEqual([]);
  } finally {
    rmSync(stackFile, { force: true });
    await project.close();
  }
});
