/** The types of the packed package, compiled by several compilers as programs do, every declaration file with them. */
import { execFile } from "node:child_process";
import { copyFileSync, mkdtempSync, readdirSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { promisify } from "node:util";
import * as ims from "../../provider";
import { CliProject, root } from "../support/cliProject";
import { packPackage } from "../support/packPackage";

const run = promisify(execFile);
let dir: string;

beforeAll(async () => {
  dir = mkdtempSync(join(tmpdir(), "pulumi-ims-types-"));
  const dependencies = {
    "pulumi-ims": `file:${await packPackage(dir)}`,
    "@pulumi/pulumi": "3.248.0",
    "@types/node": "20",
    "typescript-4.9": "npm:typescript@4.9.5",
    "typescript-5.0": "npm:typescript@5.0.4",
  };
  writeFileSync(join(dir, "package.json"), JSON.stringify({ name: "types", private: true, dependencies }));
  await run("npm", ["install", "--no-audit", "--no-fund"], { cwd: dir });
  for (const example of readdirSync(join(root, "examples")))
    copyFileSync(join(root, "examples", example, "index.ts"), join(dir, `${example}.ts`));
  writeFileSync(join(dir, "everyClass.ts"), everyClass());
});
afterAll(() => rmSync(dir, { recursive: true, force: true }));

/** Arguments that the examples, which make one resource of each class, leave out. */
function everyClass(): string {
  const names = Object.entries(ims).flatMap(([name, value]) => ("get" in value ? [name] : []));
  const reads = names.map((name) => `ims.${name}.get("${name}", "id", { region: "eu-de" })`);
  return `
import * as pulumi from "@pulumi/pulumi";
import * as ims from "pulumi-ims";
const provider = new ims.Provider("other", { region: "eu-nl", defaultTags: { team: "base" } });
const read = [${reads.join(", ")}];
export const ids: pulumi.Output<string>[] = read.map((one) => one.imageId);
export const images: pulumi.Output<ims.ImageAttributes>[] = read.map((one) => one.image);
const args: ims.EcsSystemImageArgs = { instanceId: pulumi.output("id"), timeouts: { create: "1h" } };
export const state: pulumi.Output<string> = new ims.EcsSystemImage("one", args, { provider }).status;
// @ts-expect-error
new ims.EcsSystemImage("two", { instanceId: 7 });
// @ts-expect-error
read[0].imageId.toFixed();
`;
}

/** As `pulumi new typescript` sets them. */
const classic = ["--module", "commonjs", "--moduleResolution", "node", "--target", "es2020"];
const current = join(root, "node_modules/typescript");
const compilers: readonly { readonly title: string; readonly at: () => string; readonly flags: readonly string[] }[] = [
  { title: "TypeScript 4.9", at: () => join(dir, "node_modules/typescript-4.9"), flags: classic },
  { title: "TypeScript 5.0", at: () => join(dir, "node_modules/typescript-5.0"), flags: classic },
  { title: "the current TypeScript", at: () => current, flags: [...classic, "--ignoreDeprecations", "6.0"] },
  { title: "the current TypeScript for modules of Node.js", at: () => current, flags: ["--module", "node20"] },
];

test.each(compilers)(
  "the examples and every get compile when $title checks all libraries too",
  async ({ at, flags }) => {
    const programs = readdirSync(dir).filter((file) => file.endsWith(".ts"));
    expect(programs.length).toBeGreaterThan(10);
    const compile = run(process.execPath, [join(at(), "bin/tsc"), "--noEmit", "--strict", ...flags, ...programs], {
      cwd: dir,
    });
    expect((await compile.catch(({ stdout }: { stdout: string }) => ({ stdout }))).stdout).toBe("");
  },
);

test("a program compiles and a wrong argument is refused when only the compiler inside the SDK is there", async () => {
  const project = await CliProject.open();
  try {
    for (const file of ["node_modules", "index.js"]) rmSync(join(project.dir, file));
    symlinkSync(join(dir, "node_modules"), join(project.dir, "node_modules"));
    project.write("Pulumi.yaml", "name: engine-test\nruntime: nodejs\n");
    const program = (instanceId: string) =>
      `import * as ims from "pulumi-ims";\nexport const id = new ims.EcsSystemImage("one", { instanceId: ${instanceId} }).imageId;\n`;

    project.write("index.ts", program('"877a2cda-ba63-4e1e-b95f-e67e48b6129a"'));
    expect(await project.preview()).toContain("+ 2 to create");

    project.write("index.ts", program("7"));
    expect(await project.fail("preview")).toContain("Type 'number' is not assignable to type 'Input<string>'");
  } finally {
    await project.close();
  }
});
