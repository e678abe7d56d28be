import { randomUUID } from "node:crypto";
import { mkdir, readdir, rename, rm, rmdir, stat, utimes, writeFile } from "node:fs/promises";
import { hostname } from "node:os";
import { join } from "node:path";
import { clock } from "./clock.mjs";
import { whileRunning } from "./whileRunning.mjs";

/**
 * Runs the task while holding the lock, a directory with one file that names its owner.
 * `onWait(elapsedMs, owner)` is called when waiting begins and then every 15 polls.
 * A lock is dead when its process is gone or its heartbeat stands still for `stalePolls` polls.
 */
export async function withLock(
  dir,
  { onWait = () => {}, signal, pollMs = 1_000, stalePolls = 60, heartbeatMs = 5_000 },
  task,
) {
  // The name says it all, because a rename is atomic and a rewritten content is not.
  const token = `${process.pid}@${hostname()}@${randomUUID()}`;
  const poll = { onWait, signal, pollMs, stalePolls };
  await acquire(dir, token, poll);
  const ownFile = join(dir, token);
  try {
    return await whileRunning(task(), heartbeatMs, () => touch(ownFile));
  } finally {
    await release(dir, ownFile);
  }
}

async function acquire(dir, token, { onWait, signal, pollMs, stalePolls }) {
  const startedAt = clock.now();
  let last;
  // Counted in our own polls and not by the clock: after a suspended machine wakes up, the owner gets its time to beat.
  let unchangedPolls = 0;
  for (let polls = 0; !(await create(dir, token)); polls++) {
    const owner = await readOwner(dir);
    unchangedPolls = owner !== undefined && sameBeat(owner, last) ? unchangedPolls + 1 : 0;
    last = owner;
    if (owner !== undefined && (isGone(owner) || unchangedPolls >= stalePolls)) {
      if (await takeOver(dir, owner.token, token)) return;
    } else {
      if (polls % 15 === 0) onWait(clock.now() - startedAt, owner);
      await clock.sleep(pollMs, signal);
    }
  }
}

// Renaming a filled directory onto the lock succeeds only while the lock is missing or empty, in one atomic step.
async function create(dir, token) {
  const prepared = `${dir}.${token}`;
  await mkdir(prepared, { recursive: true });
  await writeFile(join(prepared, token), "");
  try {
    await rename(prepared, dir);
    return true;
  } catch (error) {
    await rm(prepared, { recursive: true, force: true });
    if (error.code === "ENOTEMPTY" || error.code === "EEXIST") return false;
    throw error;
  }
}

// The dead owner's file can be renamed once only, so of several heirs one wins.
async function takeOver(dir, deadToken, token) {
  try {
    await rename(join(dir, deadToken), join(dir, token));
  } catch (error) {
    if (error.code === "ENOENT") return false;
    throw error;
  }
  await touch(join(dir, token));
  return true;
}

async function readOwner(dir) {
  try {
    const [token] = await readdir(dir);
    if (token === undefined) return undefined;
    const [pid, host] = token.split("@");
    return { token, pid: Number(pid), host, beat: (await stat(join(dir, token))).mtimeMs };
  } catch (error) {
    if (error.code === "ENOENT") return undefined;
    throw error;
  }
}

async function touch(ownFile) {
  const now = new Date();
  await utimes(ownFile, now, now).catch(() => undefined);
}

async function release(dir, ownFile) {
  await rm(ownFile, { force: true });
  await rmdir(dir).catch(() => undefined);
}

function sameBeat(owner, last) {
  return owner.token === last?.token && owner.beat === last.beat;
}

function isGone(owner) {
  if (owner.host !== hostname()) return false;
  try {
    process.kill(owner.pid, 0);
    return false;
  } catch (error) {
    return error.code === "ESRCH";
  }
}
