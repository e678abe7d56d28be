/**
 * Loaded into the provider's process before anything else: time passes faster, and after each verb a line of the
 * standard error says how it ended, which errors were none of the provider's own, and what the process has come to.
 */
const { join } = require("node:path");
const { fastTime } = require("./fastTime.cjs");

const provider = (name) => require(join(__dirname, "../../../dist", name));

const { systemClock } = provider("base/clock");
Object.assign(systemClock, fastTime({ ...systemClock }));

const errors = provider("base/errors");
const namesBefore = Object.getOwnPropertyNames(Object.prototype).length;
let untyped = [];
/** The code of the error that was met last, which a partial failure turns into words. */
let lastCode = "";
const note = (error) => {
  if (error instanceof errors.ImsError) lastCode = error.code;
  const isTyped = error instanceof errors.ImsError || error?.name === "PartialFailure";
  if (!isTyped) untyped.push(String(error?.stack ?? error).slice(0, 600));
};

// Whatever is caught on the way is turned into words by this one.
const { messageOf } = errors;
errors.messageOf = (error) => {
  note(error);
  return messageOf(error);
};

const engine = provider("engine/processEngine");
const { processEngine } = engine;
engine.processEngine = (options) => {
  const made = processEngine(options);
  return { ...made, during: (call) => made.during(() => observed(call)) };
};

async function observed(call) {
  untyped = [];
  lastCode = "";
  let ended = "success";
  try {
    return await call();
  } catch (error) {
    note(error);
    ended = lastCode || "untyped";
    throw error;
  } finally {
    const maxRssMiB = process.resourceUsage().maxRSS / 1_024;
    const polluted = Object.getOwnPropertyNames(Object.prototype).length !== namesBefore;
    process.stderr.write(`\nverdict ${JSON.stringify({ ended, untyped, maxRssMiB, polluted })}\n`);
  }
}
