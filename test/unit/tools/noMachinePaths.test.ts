import { execFileSync } from "node:child_process";
import { fakeClone } from "./fakeClone";
import { runScript } from "./runScript";

// Each test starts processes, which take their time on a busy machine.

const script = `import { noMachinePaths } from "tools:checks/noMachinePaths.mjs";
  console.log(JSON.stringify(await noMachinePaths.run()));`;

const registry = "packages.example.test";
// Put together here, so that this file passes the check.
const machinePath = ["", "work", "main"].join("/");

describe("the check for machine paths", () => {
  let clone: ReturnType<typeof fakeClone>;

  beforeEach(() => {
    clone = fakeClone();
    clone.write("bin/npm", `#!/bin/sh\necho https://${registry}/npm/\n`, 0o755);
    execFileSync("git", ["init", "--quiet"], { cwd: clone.dir });
  });

  afterEach(() => clone.remove());

  async function check(): Promise<{ code: number; output: string }> {
    return JSON.parse((await runScript(script, clone.env, clone.dir)).stdout) as { code: number; output: string };
  }

  it("passes for a relative path that looks alike", async () => {
    clone.write("notes.md", `see src${machinePath}`);
    expect((await check()).output).not.toContain("notes.md");
  });

  it.each([
    ["a path of the machine", `see ${machinePath}`],
    ["the host of the package registry", `see ${registry}`],
  ])("names file and line of %s", async (_title, line) => {
    clone.write("notes.md", `first\n${line}\n`);
    const { code, output } = await check();
    expect(code).toBe(1);
    expect(output).toContain(`notes.md:2: ${line}`);
  });

  it("refuses a lockfile that says where a package was fetched", async () => {
    clone.write("package-lock.json", '{"packages":{"node_modules/a":{"resolved":"https://other.example.test/a.tgz"}}}');
    expect(await check()).toMatchObject({
      code: 1,
      output: expect.stringContaining("node_modules/a has a resolved address") as string,
    });
  });
});
