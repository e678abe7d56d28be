import { existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { hostname, tmpdir } from "node:os";
import { join } from "node:path";
import { runScript, startScript } from "./runScript";

// Each test starts processes, which take their time on a busy machine.

const script = `import { appendFileSync } from "node:fs";
  import { clock } from "tools:base/clock.mjs";
  import { withLock } from "tools:base/withLock.mjs";
  const { LOCK, JOURNAL, HOLD_MS, NAME } = process.env;
  const onWait = () => console.log("waiting");
  await withLock(LOCK, { onWait, pollMs: 20, stalePolls: 25, heartbeatMs: 10 }, async () => {
    console.log("holding");
    appendFileSync(JOURNAL, "+" + NAME);
    await clock.sleep(Number(HOLD_MS));
    appendFileSync(JOURNAL, "-" + NAME);
  });`;

describe("the lock between processes", () => {
  let dir: string;
  let lock: string;
  let journal: string;

  beforeEach(() => {
    dir = mkdtempSync(join(tmpdir(), "with-lock-"));
    lock = join(dir, "lock");
    journal = join(dir, "journal");
  });

  afterEach(() => rmSync(dir, { recursive: true, force: true }));

  const env = (name: string, holdMs = 0): NodeJS.ProcessEnv => ({
    LOCK: lock,
    JOURNAL: journal,
    HOLD_MS: String(holdMs),
    NAME: name,
  });

  it("makes the second process wait, says so, and lets it in when the first has finished", async () => {
    const longerThanStale = 800;
    const first = startScript(script, env("a", longerThanStale));
    await first.printed("holding");
    const second = await runScript(script, env("b"));
    expect(second.stdout).toMatch(/^(waiting\n)+holding\n$/);
    expect(readFileSync(journal, "utf8")).toBe("+a-a+b-b");
    expect((await first.result).code).toBe(0);
    expect(existsSync(lock)).toBe(false);
  });

  it("is taken over at once from a process that was killed", async () => {
    const first = startScript(script, env("a", 60_000));
    await first.printed("holding");
    first.kill("SIGKILL");
    await first.result;
    const second = await runScript(script, env("b"));
    expect(second.stdout).toBe("holding\n");
    expect(existsSync(lock)).toBe(false);
  });

  it("is taken over from another machine's process when its heartbeat stands still", async () => {
    mkdirSync(lock);
    writeFileSync(join(lock, `1@not-${hostname()}@token`), "");
    const { stdout } = await runScript(script, env("b"));
    expect(stdout).toMatch(/^(waiting\n)+holding\n$/);
  });

  it("goes to one heir at a time when several find it dead", async () => {
    mkdirSync(lock);
    writeFileSync(join(lock, `1@not-${hostname()}@token`), "");
    const names = ["a", "b", "c", "d"];
    await Promise.all(names.map((name) => runScript(script, env(name, 30))));
    expect(readFileSync(journal, "utf8")).toMatch(/^(\+a-a|\+b-b|\+c-c|\+d-d){4}$/);
    expect(existsSync(lock)).toBe(false);
  });
});
