import { execFile } from "node:child_process";
import { promisify } from "node:util";
import { root } from "../support/cliProject";

jest.setTimeout(300_000);

test("npm run demo shows the whole life of an image and leaves nothing in the cloud", async () => {
  const { stdout } = await promisify(execFile)("npm", ["run", "--silent", "demo"], {
    cwd: root,
    env: { ...process.env, CI: "true" },
  });

  for (const shown of [
    "+ 2 to create",
    "running ",
    "+ 2 created",
    "2 unchanged",
    "diff: ~description",
    "~ 1 updated",
    "- 2 deleted",
  ]) {
    expect(stdout).toContain(shown);
  }
  expect(stdout.trimEnd().split("\n").at(-1)).toMatch(/^── \d+ calls to the cloud in all; left in it: nothing\.$/);
});
