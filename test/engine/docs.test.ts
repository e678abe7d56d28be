/** Every program in the documentation runs as it stands. */
import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { CliProject, root } from "../support/cliProject";

jest.setTimeout(180_000);

const codeBlock = /```ts\n([\s\S]*?)```/g;

function programsOf(file: string): string[] {
  const text = readFileSync(join(root, file), "utf8").replace(/^ \* ?/gm, "");
  return Array.from(text.matchAll(codeBlock), ([, program]) => program ?? "");
}

const files = [
  "README.md",
  ...readdirSync(join(root, "provider/resources")).map((file) => `provider/resources/${file}`),
];
const programs = files.flatMap((file) =>
  programsOf(file).map((program, index) => [`${file}, program ${index + 1}`, program]),
);

test.each(programs)("%s", async (_where, program = "") => {
  const project = await CliProject.open();
  try {
    const imports = program.includes('from "pulumi-ims"') ? "" : 'import * as ims from "pulumi-ims";\n';
    project.write("Pulumi.yaml", "name: engine-test\nruntime: nodejs\n");
    project.write("index.js", "");
    project.write("index.ts", imports + program);
    project.write("package.json", '{ "name": "engine-test", "private": true, "main": "index.ts" }\n');
    project.write("tsconfig.json", readFileSync(join(root, "examples/ecs-system-image/tsconfig.json"), "utf8"));
    await project.up();

    const [resource, ...others] = Object.values(await project.images());
    const state = JSON.stringify(resource?.outputs);
    const ids = project.simulator.truth().images.map(({ id }) => id);
    expect(others).toEqual([]);
    expect(ids.length).toBeGreaterThan(0);
    expect(ids.filter((id) => !state.includes(id))).toEqual([]);
    await project.destroy();
  } finally {
    await project.close();
  }
});
