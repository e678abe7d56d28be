import { clock } from "./base/clock.mjs";
import { formatDuration } from "./base/formatDuration.mjs";
import { main } from "./base/main.mjs";
import { paint } from "./base/paint.mjs";
import { say } from "./base/say.mjs";
import { commandCheck } from "./checks/commandCheck.mjs";
import { docsCheck } from "./checks/docsCheck.mjs";
import { noMachinePaths } from "./checks/noMachinePaths.mjs";
import { packageCheck } from "./checks/packageCheck.mjs";
import { promisesCheck } from "./checks/promisesCheck.mjs";
import { setup } from "./setup.mjs";

const checks = [
  commandCheck("types", "tsc", ["--noEmit", "-p", "tsconfig.json"]),
  commandCheck("format and lint", "biome", ["ci", "--colors=off", "--error-on-warnings", "."]),
  commandCheck("promises", "eslint", ["--max-warnings", "0", "."]),
  commandCheck("layers", "depcruise", ["provider", "simulator/src", "examples", "--config", ".dependency-cruiser.cjs"]),
  commandCheck("unused code", "knip", []),
  packageCheck(".", { modern: ["dynamic"], typesOf: ["@pulumi/pulumi"] }),
  packageCheck("simulator", { typesOf: ["zod"] }),
  noMachinePaths,
  docsCheck,
  promisesCheck,
];

// npm run verify: every static check, all of them even if one fails.
await main(async () => {
  await setup({ cli: false });
  const failed = [];
  for (const check of checks) if (!(await passes(check))) failed.push(check.name);
  if (failed.length > 0) say(paint("red", `Failed: ${failed.join(", ")}`));
  return failed.length === 0 ? 0 : 1;
});

async function passes({ name, run }) {
  const startedAt = clock.now();
  const { code, output } = await run();
  const duration = formatDuration(clock.now() - startedAt);
  say(`${code === 0 ? paint("green", "ok    ") : paint("red", "FAILED")} ${name} ${paint("dim", `(${duration})`)}`);
  if (code !== 0) say(output.trimEnd());
  return code === 0;
}
