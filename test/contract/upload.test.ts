/** A local file on its way through a real provider process. */
import { truncateSync } from "node:fs";
import { describeFile } from "../../provider/files/describeFile";
import { registeredImage } from "../../provider/kinds";
import { GrpcWorld, inputsOf } from "../support/grpcWorld";
import type { Properties } from "../support/miniStack";
import { tempFolders } from "../support/tempFolder";

jest.setTimeout(60_000);

const MiB = 1024 ** 2;
const newFolder = tempFolders();

let world: GrpcWorld;
beforeAll(async () => {
  world = await GrpcWorld.open();
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
