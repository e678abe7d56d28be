/**
 * Loaded into a provider process by `node --require`: moves its time, and writes down what the process costs whenever
 * it gets a SIGUSR2. WAITING_PROBE names the built package, the file, and how time passes.
 */
const { writeFileSync, renameSync } = require("node:fs");
const { join } = require("node:path");
const { monitorEventLoopDelay } = require("node:perf_hooks");
const v8 = require("node:v8");
const { runInNewContext } = require("node:vm");
const { movedClock } = require("./movedClock.cjs");

const { built, file, time } = JSON.parse(process.env.WAITING_PROBE);

const { systemClock } = require(join(built, "base/clock.js"));
Object.assign(systemClock, movedClock(systemClock, time));

let timers = 0;
for (const name of ["setTimeout", "setInterval"]) {
  const real = globalThis[name];
  // util.promisify finds its own way to a timer by the properties of the function.
  globalThis[name] = Object.assign((...args) => {
    timers += 1;
    return real(...args);
  }, real);
}

v8.setFlagsFromString("--expose-gc");
const collectGarbage = runInNewContext("gc");

const resolutionMs = 2;
const delay = monitorEventLoopDelay({ resolution: resolutionMs });
delay.enable();

const mebibytes = (bytes) => bytes / 2 ** 20;
/** The histogram counts from one tick to the next, the pause in between included. */
const overdueMs = (nanoseconds) => Math.max(nanoseconds / 1e6 - resolutionMs, 0);

process.on("SIGUSR2", () => {
  const costs = { rss: mebibytes(process.memoryUsage.rss()), p99: overdueMs(delay.percentile(99)), timers };
  const longest = overdueMs(delay.max);
  collectGarbage();
  const heap = mebibytes(process.memoryUsage().heapUsed);
  writeFileSync(`${file}.new`, JSON.stringify({ ...costs, longest, heap }));
  renameSync(`${file}.new`, file);
  timers = 0;
  delay.reset();
});
