import { existsSync, readFileSync, rmSync } from "node:fs";
import { join } from "node:path";
import { fakeClone } from "./fakeClone";
import { runScript } from "./runScript";

// Each test starts processes, which take their time on a busy machine.

const script = `import { main } from "tools:base/main.mjs";
  import { setup } from "tools:setup.mjs";
  await main(async () => { await setup({ cli: false }); });`;

describe("preparing a clone", () => {
  let clone: ReturnType<typeof fakeClone>;

  beforeEach(() => {
    clone = fakeClone();
  });

  afterEach(() => clone.remove());

  const prepare = (env: NodeJS.ProcessEnv = {}): ReturnType<typeof runScript> =>
    runScript(script, { ...clone.env, ...env }, clone.dir);

  /** What npm and the compiler were asked to do since the last look. */
  function calls(): string[] {
    const journal = join(clone.dir, "calls");
    const lines = existsSync(journal) ? readFileSync(journal, "utf8").trimEnd().split("\n") : [];
    rmSync(journal, { force: true });
    return lines;
  }

  const provider = "tsc tsconfig.build.json";
  const simulator = "tsc simulator/tsconfig.json";

  it("installs and compiles a fresh clone, with one line and a duration for each step", async () => {
    const { code, stdout } = await prepare();
    expect(code).toBe(0);
    expect(stdout.replace(/\d+\.\d s/g, "N s").split("\n")).toEqual([
      "Installing dependencies: done in N s",
      "Compiling pulumi-ims: done in N s",
      "Compiling pulumi-ims-simulator: done in N s",
      "",
    ]);
    expect(calls()).toEqual(["npm install", provider, simulator]);
  });

  it("does nothing and says nothing when all is up to date", async () => {
    await prepare();
    calls();
    expect((await prepare()).stdout).toBe("");
    expect(calls()).toEqual([]);
  });

  it.each(["package.json", "simulator/package.json", "examples/new/package.json"])(
    "installs again when %s changes",
    async (path) => {
      await prepare();
      calls();
      clone.write(path, '{ "dependencies": {} }');
      await prepare();
      expect(calls()).toEqual(["npm install"]);
    },
  );

  it("keeps the lockfile as it was, whatever npm makes of it", async () => {
    const before = readFileSync(join(clone.dir, "package-lock.json"), "utf8");
    await prepare();
    expect(readFileSync(join(clone.dir, "package-lock.json"), "utf8")).toBe(before);
  });

  it("compiles only the package whose sources have changed, without the output of sources that are gone", async () => {
    await prepare();
    calls();
    clone.write("dist/gone.js", "");
    clone.write("provider/new.ts", "");
    await prepare();
    expect(calls()).toEqual([provider]);
    expect(existsSync(join(clone.dir, "dist/gone.js"))).toBe(false);
  });

  it("compiles again when the output is gone", async () => {
    await prepare();
    calls();
    rmSync(join(clone.dir, "simulator/dist"), { recursive: true });
    await prepare();
    expect(calls()).toEqual([simulator]);
  });

  it("shows what npm said when it fails, and tries again the next time", async () => {
    const { code, stderr } = await prepare({ NPM_FAILS: "yes" });
    expect(code).toBe(1);
    expect(stderr).toMatch(/^no such version\n\nInstalling dependencies: failed after .* s \(exit code 3\)\n$/);
    expect((await prepare()).code).toBe(0);
    expect(calls()).toEqual(["npm install", "npm install", provider, simulator]);
  });
});
