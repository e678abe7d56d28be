import { chmodSync, cpSync, mkdirSync, mkdtempSync, realpathSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { repository } from "./runScript";

interface FakeClone {
  dir: string;
  /** Environment in which `npm` is the fake one. */
  env: NodeJS.ProcessEnv;
  write(path: string, text: string, mode?: number): void;
  remove(): void;
}

// Notes its calls, spoils the lockfile as npm may do, and installs the compiler below.
const fakeNpm = `#!/bin/sh
echo "npm $1" >> calls
if [ -n "$NPM_FAILS" ]; then echo "no such version"; exit 3; fi
echo changed >> package-lock.json
mkdir -p node_modules/.bin
cp fake-tsc.js node_modules/.bin/tsc
`;

const fakeCompiler = `const { appendFileSync, mkdirSync, writeFileSync } = require("node:fs");
const config = process.argv[3];
appendFileSync("calls", "tsc " + config + "\\n");
const out = config.startsWith("simulator") ? "simulator/dist" : "dist";
mkdirSync(out, { recursive: true });
for (const file of ["/index.js", "/index.d.ts"]) writeFileSync(out + file, "");
`;

/** A directory with our tools, two tiny packages, and stand-ins for npm and the compiler. */
export function fakeClone(): FakeClone {
  const dir = realpathSync(mkdtempSync(join(tmpdir(), "clone-")));
  const write = (path: string, text: string, mode = 0o644): void => {
    mkdirSync(dirname(join(dir, path)), { recursive: true });
    writeFileSync(join(dir, path), text);
    chmodSync(join(dir, path), mode);
  };
  cpSync(join(repository, "tools"), join(dir, "tools"), { recursive: true });
  write("bin/npm", fakeNpm, 0o755);
  write("fake-tsc.js", fakeCompiler);
  const manifest = JSON.stringify({ types: "./dist/index.d.ts", exports: {} });
  for (const path of ["package.json", "simulator/package.json"]) write(path, manifest);
  write("tsconfig.json", "{}");
  write("package-lock.json", JSON.stringify({ packages: {} }));
  for (const path of ["provider/index.ts", "simulator/src/index.ts"]) write(path, "");
  const env = { PATH: `${join(dir, "bin")}:${process.env["PATH"]}` };
  return { dir, env, write, remove: () => rmSync(dir, { recursive: true, force: true }) };
}
