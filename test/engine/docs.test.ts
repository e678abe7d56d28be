/** Every program in the documentation runs as it stands. */
import { readdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { CliProject, root } from "../support/cliProject";

jest.setTimeout(300_000);

const codeBlock = /```ts\n([\s\S]*?)```/g;

function programsOf(file: string): string[] {
  const text = readFileSync(join(root, file), "utf8").replace(/^ \* ?/gm, "");
  return Array.from(text.matchAll(codeBlock), ([, program]) => program ?? "");
}

const resources = readdirSync(join(root, "provider/resources")).map((file) => `provider/resources/${file}`);
const programs = ["README.md", "docs/authentication.md", "docs/in-your-program.md", ...resources].flatMap(programsOf);

test("the programs of README.md, of the pages in docs and of every class make what they declare, together in one project", async () => {
  const project = await CliProject.open();
  try {
    for (const [index, program] of programs.entries()) {
      const imports = program.includes('from "pulumi-ims"') ? "" : 'import * as ims from "pulumi-ims";\n';
      project.write(`program${index}.ts`, imports + program);
    }
    writeFileSync(join(project.dir, "golden.qcow2"), Buffer.from("QFI\xfb\0\0\0\x03", "latin1"));
    project.write("index.js", "");
    project.write("index.ts", programs.map((_, index) => `import "./program${index}";\n`).join(""));
    project.write("Pulumi.yaml", "name: engine-test\nruntime: nodejs\n");
    project.write("package.json", '{ "name": "engine-test", "private": true, "main": "index.ts" }\n');
    project.write("tsconfig.json", readFileSync(join(root, "examples/ecs-system-image/tsconfig.json"), "utf8"));
    await project.up("--parallel", "50");

    const made = Object.values(await project.images());
    const state = JSON.stringify(made);
    const ids = project.simulator.truth().images.map(({ id }) => id);
    expect(programs.length).toBeGreaterThan(2);
    expect(made).toHaveLength(programs.length);
    expect(ids.filter((id) => !state.includes(id))).toEqual([]);
    await project.destroy("--parallel", "50");
    expect(project.simulator.truth().images).toEqual([]);
  } finally {
    await project.close();
  }
});
