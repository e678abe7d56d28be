import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { runScript } from "./runScript";

// Each test starts processes, which take their time on a busy machine.

describe("counting test cases", () => {
  it("adds up levels and counts a test file that does not load as a failure", async () => {
    const dir = mkdtempSync(join(tmpdir(), "counts-"));
    const file = join(dir, "counts.json");
    await runScript(
      `import CountsReporter from "tools:countsReporter.cjs";
      const reporter = new CountsReporter();
      const test = (name) => ({ context: { config: { displayName: { name } } } });
      const result = (passing, runtime, testExecError) =>
        ({ perfStats: { runtime }, numPassingTests: passing, numFailingTests: 0, testExecError });
      reporter.onTestResult(test("unit"), result(3, 100));
      reporter.onTestResult(test("unit"), result(0, 20, new Error("no such module")));
      reporter.onTestResult(test("engine"), result(1, 900));
      const totals = { numPassedTests: 4, numFailedTests: 0, numRuntimeErrorTestSuites: 1, numPendingTests: 0, numTodoTests: 0 };
      reporter.onRunComplete(new Set(), totals);`,
      { PULUMI_IMS_COUNTS_FILE: file },
    );
    const levels = [
      { name: "unit", tests: 4, ms: 120 },
      { name: "engine", tests: 1, ms: 900 },
    ];
    expect(JSON.parse(readFileSync(file, "utf8"))).toEqual({ passed: 4, failed: 1, skipped: 0, levels });
    rmSync(dir, { recursive: true, force: true });
  });
});
