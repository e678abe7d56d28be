import { spawn } from "node:child_process";
import { appendFileSync, chmodSync, mkdirSync, writeFileSync } from "node:fs";
import { delimiter, join } from "node:path";
import { main } from "./base/main.mjs";
import { root } from "./base/root.mjs";
import { runNpm } from "./base/runNpm.mjs";
import { say } from "./base/say.mjs";
import { openPlayground } from "./playground/openPlayground.mjs";
import { isBuiltHere } from "./pulumi-cli/isBuiltHere.mjs";
import { setup } from "./setup.mjs";

/** Slow enough to watch a job, fast enough not to wait for it. */
const speed = 20;

const languageHostNote = `This CLI was built here with a language host of 2023, the newest that Go modules give: it ignores the options of the runtime
in Pulumi.yaml (nodeargs) and fails on registerResourceTransform, whatever the resources. Where a Pulumi CLI is on PATH, the shell uses that.
`;

await main(shell);

// npm run shell: a shell in which `pulumi up` works in any project, against a simulated cloud.
async function shell() {
  const { pulumi } = await setup({ cli: true });
  const playground = await openPlayground({ cliDir: pulumi.dir, speed, onRequest: (entry) => logRequest(entry) });
  const log = join(playground.dir, "requests.log");
  const logRequest = ({ method, path, status }) => appendFileSync(log, `${method} ${path} ${status}\n`);
  try {
    writeFileSync(log, "");
    const bin = writeShim(playground.dir, join(pulumi.dir, "pulumi"));
    const tarball = await packPackage(playground.dir);
    const env = {
      ...playground.env,
      PATH: [bin, playground.env.PATH].join(delimiter),
      PULUMI_IMS_PACKAGE: tarball,
      PULUMI_IMS_REQUESTS: log,
    };
    say(welcome(playground.simulator.url, pulumi.dir));
    return await openShell(env);
  } finally {
    await playground.close();
  }
}

function welcome(url, cliDir) {
  return `
A simulated cloud listens at ${url}; its credentials, a local Pulumi backend and the stack "dev" are set.
  cd examples/ecs-system-image && pulumi up        any other example works the same way
  npm install @pulumi/pulumi "$PULUMI_IMS_PACKAGE"   in a project of your own, then pulumi up
  tail -f "$PULUMI_IMS_REQUESTS"                     what the cloud was asked
${isBuiltHere(cliDir) ? languageHostNote : ""}Leave with exit: the cloud and the state go with the shell.
`;
}

/** A pulumi that makes the stack of a project with the first command there that needs one. */
function writeShim(dir, program) {
  const bin = join(dir, "bin");
  mkdirSync(bin);
  const shim = join(bin, "pulumi");
  writeFileSync(
    shim,
    `#!/bin/sh
case "$1" in
  up|update|preview|pre|refresh|destroy|config|import|watch) "${program}" stack select --create --non-interactive dev >/dev/null 2>&1 ;;
esac
exec "${program}" "$@"
`,
  );
  chmodSync(shim, 0o755);
  return bin;
}

async function packPackage(dir) {
  const { output } = await runNpm(["pack", "--json", "--pack-destination", dir], { cwd: root });
  const [{ filename }] = JSON.parse(output.slice(output.indexOf("[")));
  return join(dir, filename);
}

function openShell(env) {
  const program = process.env.SHELL ?? "/bin/sh";
  const child = spawn(program, [], { cwd: root, env, stdio: "inherit" });
  return new Promise((resolve, reject) => child.once("error", reject).once("close", resolve));
}
