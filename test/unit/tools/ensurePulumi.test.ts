import {
  chmodSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  writeFileSync,
} from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { runScript, startScript } from "./runScript";

// Each test starts processes, which take their time on a busy machine.

interface Found {
  dir: string;
  version: string;
  source: string;
}

const script = `import { main } from "tools:base/main.mjs";
  import { ensurePulumi } from "tools:pulumi-cli/ensurePulumi.mjs";
  await main(async () => {
    const preferBuilt = process.env.PREFER_BUILT === "true";
    console.log(JSON.stringify(await ensurePulumi({ log: console.log, preferBuilt })));
  });`;

const fakePulumi = (version: string): string => `#!/bin/sh\necho ${version}\n`;

// Stands for a Go that compiles in no time: it writes a program that says the version that the recipe asks for.
const fakeGo = `#!/bin/sh
if [ "$1" = env ]; then echo go1.26.0; echo; exit 0; fi
echo build >> "$GO_CALLS"
mkdir -p "$GOCACHE" "$GOMODCACHE/m"
echo object > "$GOCACHE/object"
sleep "\${GO_SLEEP:-0}"
if [ -n "$GO_FAILS" ]; then echo "cannot compile"; exit 1; fi
while [ "$1" != -o ]; do shift; done
out="$2\${3##*/}"
printf '#!/bin/sh\\necho 3.259.0\\n' > "$out"
chmod +x "$out"
`;

describe("getting a Pulumi CLI", () => {
  let dir: string;
  let cache: string;
  let withGo: string;
  let env: NodeJS.ProcessEnv;

  beforeEach(() => {
    dir = mkdtempSync(join(tmpdir(), "ensure-pulumi-"));
    cache = join(dir, "cache", "pulumi-ims");
    withGo = `${join(dir, "go")}:/usr/bin:/bin`;
    install("go", "go", fakeGo);
    env = { XDG_CACHE_HOME: join(dir, "cache"), GO_CALLS: join(dir, "calls"), PREFER_BUILT: "true", PATH: withGo };
  });

  afterEach(() => rmSync(dir, { recursive: true, force: true }));

  function install(folder: string, name: string, text: string): void {
    mkdirSync(join(dir, folder), { recursive: true });
    writeFileSync(join(dir, folder, name), text);
    chmodSync(join(dir, folder, name), 0o755);
  }

  function installPulumi(version: string): void {
    install("installed", "pulumi", fakePulumi(version));
    install("installed", "pulumi-language-nodejs", fakePulumi("unknown"));
  }

  async function ensure(more: NodeJS.ProcessEnv = {}): Promise<Found> {
    const { code, stdout, stderr } = await runScript(script, { ...env, ...more });
    expect([code, stderr]).toEqual([0, ""]);
    return JSON.parse(stdout.trimEnd().split("\n").at(-1) ?? "") as Found;
  }

  const builds = (): number =>
    existsSync(join(dir, "calls")) ? readFileSync(join(dir, "calls"), "utf8").split("\n").length - 1 : 0;

  it("builds three executable programs into the cache, says so, and leaves nothing else behind", async () => {
    const { code, stdout } = await runScript(script, env);
    expect(code).toBe(0);
    expect(stdout).toContain("This takes about 5 minutes");
    expect(stdout).toContain(`It is kept in ${cache}`);
    const [only, ...others] = readdirSync(cache);
    expect(others).toEqual([]);
    expect(only).toMatch(/^pulumi-3\.259\.0-\w+-\w+-[0-9a-f]{8}$/);
    const programs = ["pulumi", "pulumi-language-nodejs", "pulumi-resource-pulumi-nodejs"];
    expect(readdirSync(join(cache, only ?? "")).sort()).toEqual(["manifest.json", ...programs]);
    for (const name of programs) expect(statSync(join(cache, only ?? "", name)).mode & 0o777).toBe(0o755);
  });

  it("takes the cached CLI the second time, even where Go is gone", async () => {
    expect((await ensure()).source).toBe("built");
    const second = await ensure({ PATH: `${join(dir, "nothing")}:/bin` });
    expect(second).toMatchObject({ version: "3.259.0", source: "cache" });
    expect(builds()).toBe(2);
  });

  it.each([
    ["a program was cut short", (at: string) => writeFileSync(join(at, "pulumi-language-nodejs"), "#!")],
    ["a program is missing", (at: string) => rmSync(join(at, "pulumi-resource-pulumi-nodejs"))],
    ["the manifest is missing", (at: string) => rmSync(join(at, "manifest.json"))],
    ["the manifest is not JSON", (at: string) => writeFileSync(join(at, "manifest.json"), "{")],
    ["the CLI does not run", (at: string) => chmodSync(join(at, "pulumi"), 0o644)],
  ])("notices a broken cache and builds again when %s", async (_title, damage) => {
    const first = await ensure();
    damage(first.dir);
    expect(await ensure()).toEqual({ ...first, source: "built" });
    expect((await ensure()).source).toBe("cache");
  });

  it("builds once when two commands need it at the same time", async () => {
    const found = await Promise.all([ensure({ GO_SLEEP: "0.2" }), ensure({ GO_SLEEP: "0.2" })]);
    expect(found.map(({ source }) => source).sort()).toEqual(["built", "cache"]);
    expect(builds()).toBe(2);
  });

  it("shows what Go said and leaves no build cache behind when the build fails", async () => {
    const { code, stderr } = await runScript(script, { ...env, GO_FAILS: "yes" });
    expect(code).toBe(1);
    expect(stderr).toContain("Building the Pulumi CLI failed:\ncannot compile");
    expect(readdirSync(cache)).toEqual([]);
  });

  it.each([
    ["SIGINT", 130],
    ["SIGTERM", 143],
  ] as const)("leaves no build cache behind when %s interrupts the build", async (signal, code) => {
    const running = startScript(script, { ...env, GO_SLEEP: "60" });
    await running.printed("It is kept in");
    running.kill(signal);
    expect((await running.result).code).toBe(code);
    expect(readdirSync(cache)).toEqual([]);
  });

  it("removes what a killed build left behind", async () => {
    const running = startScript(script, { ...env, GO_SLEEP: "1" });
    await running.printed("It is kept in");
    running.kill("SIGKILL");
    await running.result;
    await ensure();
    expect(readdirSync(cache)).toHaveLength(1);
  });

  it("uses an installed CLI without building when asked to look on PATH first", async () => {
    installPulumi("v3.230.0");
    const found = await ensure({ PREFER_BUILT: "false", PATH: `${join(dir, "installed")}:${withGo}` });
    expect(found).toEqual({ dir: join(dir, "installed"), version: "3.230.0", source: "path" });
    expect(builds()).toBe(0);
  });

  it("builds its own when the installed CLI is too old", async () => {
    installPulumi("v3.219.0");
    const found = await ensure({ PREFER_BUILT: "false", PATH: `${join(dir, "installed")}:${withGo}` });
    expect(found.source).toBe("built");
  });

  it("builds its own when the installed CLI has no language host for Node.js", async () => {
    install("installed", "pulumi", fakePulumi("v3.259.0"));
    const found = await ensure({ PREFER_BUILT: "false", PATH: `${join(dir, "installed")}:${withGo}` });
    expect(found.source).toBe("built");
  });

  it("falls back to an installed CLI where a built one is preferred but there is no Go", async () => {
    installPulumi("v3.230.0");
    expect((await ensure({ PATH: join(dir, "installed") })).source).toBe("path");
  });

  it("names both ways out and exits with 1 when there is neither a CLI nor Go", async () => {
    const { code, stdout, stderr } = await runScript(script, { ...env, PATH: join(dir, "nothing") });
    expect(code).toBe(1);
    expect(stdout).toBe("");
    expect(stderr).toContain("install Go 1.25 or newer");
    expect(stderr).toContain("install the Pulumi CLI 3.220 or newer");
    expect(stderr).not.toContain("    at ");
  });
});
