/** What a stranger does: clone, npm run shell, pulumi up, edit the program, pulumi up. */
import { execFile, spawn } from "node:child_process";
import { cpSync, mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { promisify } from "node:util";
import { root } from "../support/cliProject";

jest.setTimeout(420_000);

const run = promisify(execFile);
let clone: string;

beforeAll(async () => {
  clone = mkdtempSync(join(tmpdir(), "pulumi-ims-clone-"));
  const { stdout } = await run("git", ["ls-files", "-co", "--exclude-standard", "-z"], { cwd: root });
  for (const file of stdout.split("\0").filter(Boolean)) {
    cpSync(join(root, file), join(clone, file), { force: true, recursive: dirname(file) !== "." });
  }
});
afterAll(() => rmSync(clone, { recursive: true, force: true }));

function shell(commands: readonly string[]): Promise<{ code: number | null; output: string }> {
  const env = { ...process.env, SHELL: "/bin/sh", NO_COLOR: "1" };
  const child = spawn("npm", ["run", "--silent", "shell"], { cwd: clone, env });
  let output = "";
  for (const stream of [child.stdout, child.stderr]) {
    stream.setEncoding("utf8").on("data", (chunk: string) => {
      output += chunk;
    });
  }
  child.stdin.end(`${commands.join("\n")}\n`);
  return new Promise((resolve, reject) => {
    child.once("error", reject).once("close", (code) => resolve({ code, output }));
  });
}

test("from a clone, through npm run shell, to an edited program and a project of one's own", async () => {
  const { code, output } = await shell([
    "set -e",
    "cd examples/ecs-system-image",
    "pulumi up --yes --skip-preview",
    `sed -i 's/release: "42"/release: "43"/' index.ts`,
    "pulumi up --yes --skip-preview --diff",
    "pulumi destroy --yes --skip-preview",
    'own=$(mktemp -d) && cd "$own"',
    `echo '{ "name": "own", "private": true }' > package.json`,
    `printf 'name: own\\nruntime: nodejs\\n' > Pulumi.yaml`,
    'npm install --no-audit --no-fund --silent @pulumi/pulumi@3.248.0 "$PULUMI_IMS_PACKAGE"',
    `echo 'const ims = require("pulumi-ims"); new ims.EcsSystemImage("mine", { instanceId: "877a2cda-ba63-4e1e-b95f-e67e48b6129a" });' > index.js`,
    "pulumi up --yes --skip-preview",
    "pulumi destroy --yes --skip-preview",
    'test "$(grep -c "^DELETE /v2/images/" "$PULUMI_IMS_REQUESTS")" = 2',
    "exit 7",
  ]);

  expect(output.includes("with a language host of 2023")).toBe(process.env["PULUMI_IMS_FULL_CLI_DIR"] === undefined);
  expect(output).toContain("+ 2 created");
  expect(output).toMatch(/release: "42" => "43"/);
  expect(output).toContain("EcsSystemImage mine created");
  expect(code).toBe(7);
});
