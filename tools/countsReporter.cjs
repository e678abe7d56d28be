const { writeFileSync } = require("node:fs");

/**
 * A jest reporter that writes how many test cases passed and failed, and how long each level (jest project) took,
 * to the file that PULUMI_IMS_COUNTS_FILE names. Jest prints its own summary after all reporters, so that tools/test.mjs
 * and not this reporter can print the last line.
 */
class CountsReporter {
  #levels = new Map();

  onTestResult({ context }, { perfStats, numPassingTests, numFailingTests, testExecError }) {
    const name = context.config.displayName?.name ?? "tests";
    const level = this.#levels.get(name) ?? { name, tests: 0, ms: 0 };
    level.tests += numPassingTests + numFailingTests + (testExecError ? 1 : 0);
    level.ms += perfStats.runtime;
    this.#levels.set(name, level);
  }

  onRunComplete(_contexts, results) {
    const file = process.env["PULUMI_IMS_COUNTS_FILE"];
    if (file === undefined) return;
    const counts = {
      passed: results.numPassedTests,
      // A test file that does not load has no test cases; it counts as one failure, or it would not be seen.
      failed: results.numFailedTests + results.numRuntimeErrorTestSuites,
      skipped: results.numPendingTests + results.numTodoTests,
      levels: [...this.#levels.values()],
    };
    writeFileSync(file, JSON.stringify(counts));
  }
}

module.exports = CountsReporter;
