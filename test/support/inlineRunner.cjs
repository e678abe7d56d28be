/** Runs inline programs of the Automation API and writes what came of them: `node inlineRunner.cjs <request> <answer>`. */
const { readFileSync, writeFileSync } = require("node:fs");
const { createRequire } = require("node:module");
const { join } = require("node:path");

const [request, answer] = process.argv.slice(2);
const { workDir, runs } = JSON.parse(readFileSync(request, "utf8"));
const fromProject = createRequire(join(workDir, "_"));
const pulumi = fromProject("@pulumi/pulumi");
const { LocalWorkspace } = fromProject("@pulumi/pulumi/automation");
const ims = fromProject("pulumi-ims");

Promise.all(runs.map(result)).then((results) => writeFileSync(answer, JSON.stringify(results)));

async function result(run) {
  const events = [];
  let output = "";
  const onOutput = (text) => {
    output += text;
  };
  const listeners = { onOutput, onError: onOutput, onEvent: (event) => events.push(event) };
  try {
    const stack = await open(run);
    await stack[run.operation]({ ...run.options, ...listeners });
    const outputs = Object.entries(await stack.outputs()).map(([name, { value }]) => [name, value]);
    return { output, events, outputs: Object.fromEntries(outputs) };
  } catch (error) {
    return { output, events, outputs: {}, error: error.message };
  }
}

async function open({ stack: stackName = "dev", config, program, values }) {
  const body = program === undefined ? () => undefined : new Function(`return (${program});`)();
  const stack = await LocalWorkspace.createOrSelectStack(
    { stackName, projectName: "engine-test", program: async () => body({ pulumi, ims }, values) },
    { workDir },
  );
  for (const [key, value] of Object.entries(config ?? {})) await stack.setConfig(key, value);
  return stack;
}
