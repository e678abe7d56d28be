/** A large local file on its way through a real provider process. */
import { readFileSync, truncateSync } from "node:fs";
import { demoCredentials } from "pulumi-ims-simulator";
import { systemClock } from "../../provider/base/clock";
import { describeFile } from "../../provider/files/describeFile";
import { registeredImage } from "../../provider/kinds";
import { contractEnvironment, GrpcWorld, inputsOf } from "../support/grpcWorld";
import type { Properties } from "../support/miniStack";
import { tempFolders } from "../support/tempFolder";

jest.setTimeout(300_000);

const MiB = 1024 ** 2;
const newFolder = tempFolders();

/** The gateway takes large bodies only with a token, which a user and a password give. */
const userInsteadOfKey = {
  HW_ACCESS_KEY: "",
  HW_SECRET_KEY: "",
  HW_USER_NAME: demoCredentials.user,
  HW_USER_PASSWORD: demoCredentials.password,
  HW_DOMAIN_NAME: demoCredentials.account,
};

let world: GrpcWorld;
beforeAll(async () => {
  world = await GrpcWorld.open();
  await world.restart({ env: { ...contractEnvironment(world.simulator), ...userInsteadOfKey }, callMs: 240_000 });
});
afterEach(() => world.clean());
afterAll(() => world.close());

/** A sparse file: it has its size and takes no room. */
async function programOf(bytes: number, change: Properties = {}): Promise<Properties> {
  const path = newFolder().write("large.raw", "begins");
  truncateSync(path, bytes);
  const program = { name: "large", diskFormat: "raw", osVersion: "CentOS 7.6 64bit", ...change };
  return inputsOf(registeredImage, { ...program, localFile: await describeFile(path) });
}

/** Resident memory of the process in bytes, as the system counts it. */
function residentBytes(pid: number): number {
  const [, kilobytes] = /^VmRSS:\s+(\d+) kB$/m.exec(readFileSync(`/proc/${pid}/status`, "utf8")) ?? [];
  return Number(kilobytes) * 1024;
}

const sampleEveryMs = 20;

/** The most that the process has held while the call ran, over what it held before. */
async function growthDuring(pid: number, call: () => Promise<unknown>): Promise<number> {
  const before = residentBytes(pid);
  let most = before;
  let isOver = false;
  const calling = call().finally(() => {
    isOver = true;
  });
  while (!isOver) {
    most = Math.max(most, residentBytes(pid));
    await systemClock.sleep(sampleEveryMs);
  }
  await calling;
  return most - before;
}

/** How much the process grows by an upload, and how long that takes. */
async function uploaded(bytes: number): Promise<{ growth: number; seconds: number }> {
  const { provider } = world;
  const { inputs, failures } = await provider.check({}, await programOf(bytes));
  expect(failures).toEqual([]);
  const start = systemClock.now();
  const growth = await growthDuring(provider.pid, () => provider.create(inputs));
  return { growth, seconds: (systemClock.now() - start) / 1_000 };
}

test("512 MiB are uploaded while the provider grows by less than 60 MiB", async () => {
  // The first call of a process loads its libraries too, whatever the size of the file.
  const first = await uploaded(512 * MiB);
  world.clean();
  const { growth, seconds } = await uploaded(512 * MiB);
  const shown = [first.growth, growth].map((size) => `${(size / MiB).toFixed(1)} MiB`);
  process.stdout.write(
    `512 MiB in ${seconds.toFixed(1)} s: the provider grew by ${shown[0]} as its first call, by ${shown[1]} as its second\n`,
  );
  expect(world.image()).toMatchObject({ status: "active", image: { __image_size: String(512 * MiB) } });
  expect(growth).toBeLessThan(60 * MiB);
  expect(first.growth).toBeLessThan(120 * MiB);
});

test("the time-out for making the image ends an upload whose answer does not come, and the next up goes on", async () => {
  world.simulator.addFaults({ match: { method: "PUT", path: "/file$" }, effect: { kind: "delay", ms: 20_000 } });
  const stack = world.stack();
  const program = await programOf(MiB, { timeouts: { create: "1s" } });
  await expect(stack.up(program)).rejects.toThrow(/The time-out passed before the file was brought/);
  expect(stack.known().id).toBe(world.image().id);
  world.simulator.clearFaults();
  await stack.up({ ...program, timeouts: { create: "1m" } });
  expect(world.image().status).toBe("active");
  expect(world.creates()).toBe(1);
});
