/** Waits that share lists: a list decides when to look, and never anything else. */
import { type SharedWait, type Shown, sharedPoller } from "../../../provider/jobs/sharedPoller";
import { eventClock } from "../../support/eventClock";
import { repeatableRandom } from "../../support/repeatableRandom";

const s = 1_000;
type Listed = Readonly<Record<string, string>>;

const pick =
  (name: string) =>
  (listed: Listed): Shown => ({
    text: listed[name] ?? "",
    isUnderWay: listed[name] === "saving" || listed[name] === "copying",
  });

/** A place with a list that says at each second what it is told to; undefined fails. */
function place(listAt: (second: number) => Listed | undefined, latencyMs = 0) {
  const clock = eventClock();
  const start = clock.now();
  const second = () => (clock.now() - start) / s;
  const lists: number[] = [];
  const aborted: number[] = [];
  const waits = sharedPoller<Listed>({
    clock,
    random: repeatableRandom(),
    everyMs: () => 6 * s,
    list: async (_, signal) => {
      lists.push(second());
      signal.addEventListener("abort", () => aborted.push(second()));
      await clock.sleep(latencyMs, signal);
      const listed = listAt(second());
      if (listed === undefined) throw new Error("no list");
      return listed;
    },
  });
  const join = (name: string) => waits.join(pick(name));
  const quiet: string[] = [];
  const others: string[] = [];
  /** Resolves with the second at which it is time to look. */
  const lookAt = async (wait: SharedWait, due: number, latest = 300, signal?: AbortSignal) => {
    await wait.pause({
      dueAt: clock.now() + due * s,
      latestAt: clock.now() + latest * s,
      signal,
      onQuiet: ({ text }, isOther) => {
        quiet.push(text);
        if (isOther) others.push(text);
      },
    });
    return second();
  };
  return { clock, lists, aborted, quiet, others, join, lookAt, run: clock.run };
}

const names = ["a", "b", "c", "d"];
const all = (status: string): Listed => Object.fromEntries(names.map((name) => [name, status]));

test("one or two waits look for themselves: no list is asked for", async () => {
  const { join, lookAt, run, lists } = place(() => all("saving"));
  const looks = await run(Promise.all(["a", "b"].map((name) => lookAt(join(name), 20))));
  expect(looks).toEqual([20, 20]);
  expect(lists).toEqual([]);
});

test("many waits look when the list shows a change, each at its own", async () => {
  const { join, lookAt, run, quiet } = place((second) => ({
    ...all("saving"),
    ...(second > 40 ? { b: "active" } : {}),
  }));
  const looks = await run(Promise.all(names.map((name) => lookAt(join(name), 10, 100))));
  expect(looks.map(Math.round)).toEqual([100, expect.any(Number), 100, 100]);
  expect(looks[1]).toBeGreaterThan(40);
  expect(looks[1]).toBeLessThanOrEqual(46);
  expect(quiet).toContain("saving");
});

test("a wait is told at once of what is new in a list, and of the same every 20 s", async () => {
  const { join, lookAt, run, quiet, lists } = place(() => all("saving"));
  await run(Promise.all(names.map((name) => lookAt(join(name), 60, 60))));

  expect(lists.length).toBeGreaterThan(9);
  expect(quiet.length).toBe(3 * names.length);
});

test("a wait is told whether lists showed something else before", async () => {
  const { join, lookAt, run, quiet, others } = place((second) => (second < 20 ? all("saving") : all("copying")));
  await run(Promise.all(names.map((name) => lookAt(join(name), 30, 30))));

  expect(new Set(quiet)).toEqual(new Set(["saving", "copying"]));
  expect(others).toEqual(names.map(() => "copying"));
});

test("a list that shows nothing new puts a look off to the latest time, and no longer", async () => {
  const { join, lookAt, run, lists } = place(() => all("saving"));
  const looks = await run(Promise.all(names.map((name) => lookAt(join(name), 10, 300))));
  expect(looks).toEqual([300, 300, 300, 300]);
  expect(lists.length).toBeLessThanOrEqual(300 / 5.7 + 1);
});

test.each<[string, (second: number) => Listed | undefined]>([
  ["leaves all of them out", () => ({})],
  ["fails", () => undefined],
  ["shows them as ready from the start", () => all("active")],
])("a list that %s leaves each wait its own rule", async (_, listAt) => {
  const { join, lookAt, run } = place(listAt);
  const waits = names.map(join);
  const first = await run(Promise.all(waits.map((wait) => lookAt(wait, 15))));
  const second = await run(Promise.all(waits.map((wait) => lookAt(wait, 15))));
  expect(Math.max(...first)).toBeLessThanOrEqual(15);
  expect(Math.max(...second)).toBeLessThanOrEqual(30);
  expect(Math.max(...second)).toBeGreaterThan(15);
});

test("an image that disappears from the list is looked at, once; then its own rule counts", async () => {
  const { join, lookAt, run } = place((second) => (second > 20 ? {} : all("saving")));
  const waits = names.map(join);
  const first = await run(Promise.all(waits.map((wait) => lookAt(wait, 10))));
  const second = await run(Promise.all(waits.map((wait) => lookAt(wait, 15))));
  expect(Math.max(...first)).toBeLessThanOrEqual(26);
  expect(Math.max(...second) - Math.max(...first)).toBeCloseTo(15);
});

test("a list that begins to fail is believed until then, and then each wait has its own rule again", async () => {
  const { join, lookAt, run } = place((second) => (second < 8 ? all("saving") : undefined));
  const looks = await run(Promise.all(names.map((name) => lookAt(join(name), 10))));
  expect(Math.max(...looks)).toBeLessThanOrEqual(12);
});

test("a list that never answers holds nobody up", async () => {
  const { join, lookAt, run } = place(() => all("saving"), 3_600 * s);
  const looks = await run(Promise.all(names.map((name) => lookAt(join(name), 10))));
  expect(looks).toEqual([10, 10, 10, 10]);
});

test("an interruption ends all waits at once, and the list that is under way", async () => {
  const { clock, join, lookAt, run, aborted } = place(() => all("saving"), 60 * s);
  const stop = new AbortController();
  void clock.sleep(9 * s).then(() => stop.abort());
  const looks = await run(Promise.all(names.map((name) => lookAt(join(name), 60, 300, stop.signal))));
  expect(looks).toEqual([9, 9, 9, 9]);
  await run(clock.sleep(1));
  expect(aborted).toEqual([9]);
});

test("whoever has left does not count: the last two look for themselves again", async () => {
  const { join, lookAt, run, lists } = place(() => all("saving"));
  const [a, b, c] = ["a", "b", "c"].map(join);
  c?.leave();
  expect(a?.isShared()).toBe(false);
  const looks = await run(Promise.all([a, b].map((wait) => (wait ? lookAt(wait, 20) : 0))));
  expect(looks).toEqual([20, 20]);
  expect(lists).toEqual([]);
});

test("an hour of 500 waits takes one list every six seconds and no timer for each", async () => {
  const many = Array.from({ length: 500 }, (_, index) => `image-${index}`);
  const { clock, join, lookAt, run, lists } = place(() => Object.fromEntries(many.map((name) => [name, "saving"])));
  const sleep = jest.spyOn(clock, "sleep");
  await run(Promise.all(many.map((name) => lookAt(join(name), 10, 3_600))));
  expect(lists.length).toBeLessThanOrEqual(3_600 / 5.7 + 1);
  expect(sleep.mock.calls.length).toBeLessThanOrEqual(3 * lists.length + 10);
});
