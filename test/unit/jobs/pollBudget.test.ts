/** How many looks a job takes that is waited for alone, and how late its end is seen, whatever percent it shows. */
import { type PollResult, waitFor } from "../../../provider/jobs/waitFor";
import { repeatableRandom } from "../../support/repeatableRandom";
import { virtualClock } from "../../support/virtualClock";

const s = 1_000;

/** What a job of so many seconds shows in each of them; undefined where it shows no percent. */
type Shows = (second: number, length: number) => number | undefined;

interface Watched {
  readonly looks: number;
  /** Seconds from the end of the job until it is seen. */
  readonly lag: number;
}

async function watch(length: number, shows: Shows, random: ReturnType<typeof repeatableRandom>): Promise<Watched> {
  const clock = virtualClock();
  const start = clock.now();
  const second = () => (clock.now() - start) / s;
  let looks = 0;
  const look = async (): Promise<PollResult<string>> => {
    looks += 1;
    if (second() >= length) return { state: "done", value: "image" };
    const progress = shows(second(), length);
    if (progress === undefined) return { state: "pending", seen: "running" };
    const percent = Math.floor(progress * 100);
    return { state: "pending", seen: `running ${percent} %`, progress: percent / 100 };
  };
  const rule = { everyMs: undefined, typicalMs: 222 * s };
  await waitFor({ what: "job j1", rule, deadline: start + 7_200 * s, clock, random, look });
  return { looks, lag: second() - length };
}

/** Jobs that end up to a fifth earlier than named, so that no look meets a lucky moment. */
async function watchMany(length: number, shows: Shows): Promise<Watched[]> {
  const random = repeatableRandom();
  const watched: Watched[] = [];
  for (let run = 0; run < 40; run++) watched.push(await watch(length * (1 - 0.005 * run), shows, random));
  return watched;
}

const mostLooks = (watched: readonly Watched[]) => Math.max(...watched.map(({ looks }) => looks));
const longestLag = (watched: readonly Watched[]) => Math.max(...watched.map(({ lag }) => lag));

/** The project, the look-up before, the POST, the closing look-up, and the change of the marker at its most. */
const otherCalls = 5;

const silent: Shows = () => undefined;
const steady: Shows = (second, length) => second / length;

test.each([
  [60, 9, 20],
  [180, 18, 20],
  [600, 40, 60],
])(
  "a job of %d s without percent is looked at so often that its create stays within %d calls, and ends at most %d s late",
  async (length, calls, lag) => {
    const watched = await watchMany(length, silent);
    expect(mostLooks(watched)).toBeLessThanOrEqual(calls - otherCalls);
    expect(longestLag(watched)).toBeLessThanOrEqual(lag * 1.05);
  },
);

test.each([
  [60, 8],
  [180, 13],
  [600, 17],
])("a job of %d s with steady percent stays within %d calls and ends at most 5 s late", async (length, calls) => {
  const watched = await watchMany(length, steady);
  expect(mostLooks(watched)).toBeLessThanOrEqual(calls - otherCalls);
  expect(longestLag(watched)).toBeLessThanOrEqual(5);
});

const irregular: readonly [string, Shows][] = [
  ["jumps from 10 to 90 at the middle", (second, length) => (second < length / 2 ? 0.1 : 0.9)],
  ["goes by tens", (second, length) => Math.floor((10 * second) / length) / 10],
  ["stands still at 50 for the middle third", (second, length) => stalled(second / length)],
  ["reaches 99 in the first half and stops there", (second, length) => Math.min((2 * second) / length, 0.99)],
  ["is slow first and then fast", (second, length) => (second / length) ** 2],
  ["goes back to 5 at the middle", (second, length) => (second < length / 2 ? second / length : 0.05)],
  ["is 0 to the end", () => 0],
  ["is 100 from the start", () => 1],
];

function stalled(share: number): number {
  return share < 2 / 3 ? Math.min(share * 1.5, 0.5) : share;
}

/** A percentage that misleads may cost two looks more than none, and its longest pause. */
const wasted = 2;
const longestPause = 75.4;

describe.each(irregular)("percent that %s", (_, shows) => {
  test.each([
    [60, 9],
    [180, 18],
    [600, 40],
  ])("costs hardly more than none for a job of %d s, and no more than one pause", async (length, calls) => {
    const watched = await watchMany(length, shows);
    expect(mostLooks(watched)).toBeLessThanOrEqual(calls - otherCalls + wasted);
    expect(longestLag(watched)).toBeLessThanOrEqual(longestPause);
  });
});
