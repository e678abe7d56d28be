import { spawn } from "node:child_process";
import { rmSync } from "node:fs";
import { join } from "node:path";
import { Failure } from "./base/Failure.mjs";
import { main } from "./base/main.mjs";
import { paint } from "./base/paint.mjs";
import { root } from "./base/root.mjs";
import { say } from "./base/say.mjs";
import { openPlayground } from "./playground/openPlayground.mjs";
import { setup } from "./setup.mjs";

const stack = "demo";
/** The documented 222 s of a server image become about seven. */
const speed = 30;

const steps = [
  ["What would happen? Nothing is asked of the cloud.", ["preview"]],
  ["The image is made; its row shows the job's progress.", ["up", "--yes", "--skip-preview"]],
  ["The same program again: no changes.", ["up", "--yes", "--skip-preview"]],
  ["Another description is set in the program's configuration.", ["config", "set", "golden:description", "Release 43"]],
  ["It is changed in place: same image, same id.", ["up", "--yes", "--skip-preview"]],
  ["The state is compared with the cloud.", ["refresh", "--yes", "--skip-preview"]],
  ["Everything is taken down again.", ["destroy", "--yes", "--skip-preview"]],
];

await main(demo);

// npm run demo: the life of one image with the real Pulumi CLI, against the simulator, without an account.
async function demo() {
  const { pulumi } = await setup({ cli: true });
  const playground = await openPlayground({ cliDir: pulumi.dir, speed });
  const cli = (args) => runCli(join(pulumi.dir, "pulumi"), args, playground.env);
  try {
    removeStackFile();
    say(`\nPulumi CLI ${pulumi.version}, a simulated cloud at ${playground.simulator.url}, state in ${playground.dir}`);
    await cli(["stack", "init", stack, "--non-interactive"]);
    for (const [title, args] of steps) {
      say(paint("bold", `\n── ${title}\n   pulumi ${args.map(quoted).join(" ")}`));
      await cli(args);
    }
    say(paint("bold", `\n── ${summary(playground.simulator)}`));
  } finally {
    removeStackFile();
    await playground.close();
  }
}

function quoted(text) {
  return /\s/.test(text) ? `"${text}"` : text;
}

function removeStackFile() {
  rmSync(join(root, `Pulumi.${stack}.yaml`), { force: true });
}

function summary(simulator) {
  const { images } = simulator.truth();
  const left = images.length === 0 ? "nothing" : images.map(({ name }) => name).join(", ");
  return `${simulator.log.length} calls to the cloud in all; left in it: ${left}.`;
}

/** The CLI owns the terminal, so that it draws what a user would see. */
async function runCli(program, args, env) {
  const child = spawn(program, args, { cwd: root, env, stdio: "inherit" });
  const code = await new Promise((resolve, reject) => child.once("error", reject).once("close", resolve));
  if (code !== 0) throw new Failure(`pulumi ${args.join(" ")} ended with exit code ${code}.`);
}
