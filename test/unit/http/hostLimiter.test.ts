/** How many calls to a host are on their way at once. */
import { Readable } from "node:stream";
import { createHostLimiter } from "../../../provider/http/limits/hostLimiter";
import { eventClock } from "../../support/eventClock";
import { repeatableRandom } from "../../support/repeatableRandom";

const stream = { length: 1, open: () => Readable.from(["x"]) };

/** A host whose calls take `ms`, and the most of them that were on their way at once. */
function host(ms: number) {
  const clock = eventClock();
  const { exchange } = createHostLimiter({ clock, random: repeatableRandom(), onThrottled: () => undefined });
  let underWay = 0;
  let most = 0;
  const call = (operation: Parameters<typeof exchange>[0], signal?: AbortSignal) =>
    exchange(operation, { deadline: clock.now() + 3_600_000, signal }, async () => {
      underWay += 1;
      most = Math.max(most, underWay);
      await clock.sleep(ms);
      underWay -= 1;
      return {};
    });
  return { clock, call, most: () => most };
}

test("four writes, and the others wait", async () => {
  const { clock, call, most } = host(60_000);
  await clock.run(Promise.all(Array.from({ length: 20 }, () => call({ effect: "create" }))));
  expect(most()).toBe(4);
});

test("eight reads and writes together, and the others wait", async () => {
  const { clock, call, most } = host(60_000);
  const reads = Array.from({ length: 20 }, () => call({ effect: "read" }));
  const writes = Array.from({ length: 20 }, () => call({ effect: "create" }));
  await clock.run(Promise.all([...reads, ...writes]));
  expect(most()).toBe(8);
});

test("files on their way keep nobody waiting", async () => {
  const { clock, call, most } = host(60_000);
  const files = Array.from({ length: 10 }, () => call({ effect: "change", stream }));
  const reads = Array.from({ length: 8 }, () => call({ effect: "read" }));
  await clock.run(Promise.all([...files, ...reads]));
  expect(most()).toBe(18);
});

test("who is cancelled while waiting sends nothing", async () => {
  const { clock, call, most } = host(60_000);
  const reads = Array.from({ length: 8 }, () => call({ effect: "read" }));
  const stop = new AbortController();
  const ninth = call({ effect: "read" }, stop.signal);
  await clock.run(clock.sleep(1));
  stop.abort();
  await expect(clock.run(ninth)).resolves.toBeUndefined();
  await clock.run(Promise.all(reads));
  expect(most()).toBe(8);
});
