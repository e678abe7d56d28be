import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { runScript } from "./runScript";

// Each test starts a process, which takes its time on a busy machine.

let dir: string;
beforeEach(() => {
  dir = mkdtempSync(join(tmpdir(), "pulumi-ims-promises-"));
  mkdirSync(join(dir, "docs"));
  mkdirSync(join(dir, "test"));
  writeFileSync(join(dir, "test/a.test.ts"), 'test("it holds", () => undefined);\n');
});
afterEach(() => rmSync(dir, { recursive: true, force: true }));

async function checked(page: string): Promise<{ code: number; output: string }> {
  writeFileSync(join(dir, "docs/page.md"), page);
  const script = `import { promisesCheck } from "tools:checks/promisesCheck.mjs";
    console.log(JSON.stringify(await promisesCheck.run(${JSON.stringify(join(dir, "docs"))})));`;
  return JSON.parse((await runScript(script)).stdout) as { code: number; output: string };
}

const good = '[a]: ../test/a.test.ts "it holds"';
const table = "| what | test |\n| --- | --- |\n| this | [a] |";

test("a page whose statements all lead to tests that exist passes", async () => {
  expect(await checked(`- this ([a])\n\n${table}\n\n${good}\n`)).toEqual({ code: 0, output: "" });
});

test("a page without links to tests promises nothing", async () => {
  expect(await checked("- this\n")).toEqual({ code: 0, output: "" });
});

test.each([
  ["a title that no test has", `- this ([a])\n\n${good.replace("it holds", "it held")}`, 'there is no test "it held"'],
  ["a file that is not there", `- this ([a])\n\n${good.replace("a.test", "b.test")}`, "in ../test/b.test.ts"],
  ["a list item without a test", `- this ([a])\n- that\n\n${good}`, "no test is named for: - that"],
  ["a row without a test", `${table}\n| that | none |\n\n${good}`, "no test is named for: | that | none |"],
])("%s is found", async (_what, page, finding) => {
  const { code, output } = await checked(`${page}\n`);
  expect(code).toBe(1);
  expect(output).toContain(finding);
});
