/** The rules of waiting, one test each. */
import { ImsError } from "../../../provider/base/errors";
import { type PollResult, type Wait, waitFor } from "../../../provider/jobs/waitFor";
import { repeatableRandom } from "../../support/repeatableRandom";
import { type VirtualClock, virtualClock } from "../../support/virtualClock";

const s = 1_000;
const pending = (seen = "running", progress?: number): PollResult<string> => ({
  state: "pending",
  seen,
  ...(progress === undefined ? {} : { progress }),
});
const done: PollResult<string> = { state: "done", value: "image" };
const missing: PollResult<string> = { state: "missing" };
const failed = (text: string): PollResult<string> => ({ state: "failed", error: new ImsError("JOB_FAILED", text) });

interface Waiting {
  readonly clock: VirtualClock;
  /** Seconds since the start at which was looked. */
  readonly looks: number[];
  wait(change?: Partial<Wait<string>>): Promise<string>;
}

/** What is seen at a second since the start; an error is thrown. */
function waiting(seenAt: (second: number) => PollResult<string> | Error): Waiting {
  const clock = virtualClock();
  const start = clock.now();
  const looks: number[] = [];
  return {
    clock,
    looks,
    wait: (change = {}) =>
      waitFor({
        what: "job j1",
        rule: { everyMs: undefined, typicalMs: 222 * s },
        deadline: start + 3_600 * s,
        clock,
        random: repeatableRandom(),
        look: async () => {
          const second = (clock.now() - start) / s;
          looks.push(second);
          const seen = seenAt(second);
          if (seen instanceof Error) throw seen;
          return seen;
        },
        ...change,
      }),
  };
}

const until = (second: number, before: PollResult<string> | Error, after: PollResult<string> | Error = done) => {
  return (now: number) => (now < second ? before : after);
};

const failure = (promise: Promise<unknown>) =>
  promise.then(
    () => {
      throw new Error("the wait succeeded");
    },
    (error: unknown) => {
      if (error instanceof ImsError) return error;
      throw error;
    },
  );

describe("only these end a wait", () => {
  test("a state that is done ends it with its value", async () => {
    await expect(waiting(until(100, pending())).wait()).resolves.toBe("image");
  });

  test("a state that is failed ends it with its error", async () => {
    const error = await failure(waiting(until(100, pending(), failed("broken"))).wait());
    expect(error).toMatchObject({ code: "JOB_FAILED", message: "broken" });
  });

  test("the first terminal state wins, and nothing is looked at after it", async () => {
    const { wait, looks } = waiting((second) => (second < 20 ? pending() : second < 30 ? done : failed("too late")));
    await expect(wait()).resolves.toBe("image");
    expect(looks.filter((second) => second >= 20)).toHaveLength(1);
  });

  test("not there for a minute on end is NOT_FOUND", async () => {
    const { wait, looks } = waiting(() => missing);
    const error = await failure(wait());
    expect(error.code).toBe("NOT_FOUND");
    expect(error.message).toMatch(/^The service does not know job j1 \(asked for 1 min/);
    expect(looks.at(-1)).toBeGreaterThanOrEqual(70);
    expect(looks.at(-1)).toBeLessThan(100);
  });

  test("the deadline ends it", async () => {
    const { wait, clock } = waiting(() => pending());
    const deadline = clock.now() + 300 * s;
    const error = await failure(wait({ deadline }));
    expect(error.code).toBe("DEADLINE");
    expect(clock.now()).toBe(deadline);
  });

  test("cancelling ends it at once, without another look", async () => {
    const stop = new AbortController();
    const { wait, looks } = waiting((second) => {
      if (second > 50) stop.abort();
      return pending();
    });
    const error = await failure(wait({ signal: stop.signal }));
    expect(error.code).toBe("CANCELLED");
    expect(error.message).toMatch(/^Interrupted while waiting for job j1; the service said: running/);
    expect(looks.filter((second) => second > 50)).toHaveLength(1);
  });

  test("one that is cancelled before it begins does not look at all", async () => {
    const { wait, looks, clock } = waiting(() => done);
    const start = clock.now();
    const error = await failure(wait({ signal: AbortSignal.abort() }));
    expect(error.code).toBe("CANCELLED");
    expect(looks).toHaveLength(0);
    expect(clock.now()).toBe(start);
  });
});

describe("these do not", () => {
  test("thirty failed looks in a row", async () => {
    const { wait, looks } = waiting(() => (looks.length <= 30 ? new Error("HTTP 502") : done));
    await expect(wait()).resolves.toBe("image");
    expect(looks).toHaveLength(31);
  });

  test("failed looks until the deadline: it is the deadline that ends the wait", async () => {
    const error = await failure(waiting(() => new ImsError("REFUSED", "HTTP 403")).wait());
    expect(error.code).toBe("DEADLINE");
    expect(error.message).toContain("HTTP 403");
  });

  test("not there for 40 s", async () => {
    await expect(waiting((second) => (second < 40 ? missing : second < 90 ? pending() : done)).wait()).resolves.toBe(
      "image",
    );
  });

  test("not there now and then, for longer than a minute altogether", async () => {
    const { wait, looks } = waiting((second) => (second > 600 ? done : looks.length % 2 ? missing : pending()));
    await expect(wait()).resolves.toBe("image");
  });

  test("a state of any name that is neither done nor failed", async () => {
    const names = ["init", "queued", "PAUSED", "", "success?"];
    const { wait, looks } = waiting((second) => (second > 300 ? done : pending(names[looks.length % names.length])));
    await expect(wait()).resolves.toBe("image");
  });
});

describe("the last look", () => {
  test("is at the deadline itself, and what it sees counts", async () => {
    const { wait, clock, looks } = waiting(until(300, pending()));
    await expect(wait({ deadline: clock.now() + 300 * s })).resolves.toBe("image");
    expect(looks.at(-1)).toBe(300);
  });

  test("is taken even when the deadline comes before the first pause is over", async () => {
    const { wait, clock, looks } = waiting(() => done);
    await expect(wait({ deadline: clock.now() + 3 * s })).resolves.toBe("image");
    expect(looks).toEqual([3]);
  });

  test("is taken even when the deadline has passed before the wait", async () => {
    const { wait, clock, looks } = waiting(() => pending());
    const error = await failure(wait({ deadline: clock.now() - 5 * s }));
    expect(error.code).toBe("DEADLINE");
    expect(looks).toEqual([0]);
  });
});

describe("what a deadline says", () => {
  test("how long, for what, and what the service kept saying, with counts", async () => {
    const { wait, clock } = waiting((second) => (second < 100 ? pending("init") : new Error("HTTP 502")));
    const error = await failure(wait({ deadline: clock.now() + 130 * s }));
    expect(error.message).toMatch(
      /^Gave up after 2 min 10 s of waiting for job j1; the service said: init \(\d times\), HTTP 502 \(\d times\)\. It goes on in the cloud$/,
    );
  });

  test("at most the last five answers", async () => {
    let look = 0;
    const error = await failure(waiting(() => pending(`state ${++look}`)).wait());
    expect(error.message.match(/state \d+/g)).toEqual([4, 3, 2, 1, 0].map((back) => `state ${look - back}`));
  });
});

test("each look that ends nothing is reported, also one that fails or finds nothing", async () => {
  const reports: string[] = [];
  const down = new ImsError("OUTCOME_UNKNOWN", "show job: (request id 7)", {
    httpStatus: 503,
    serviceCode: "IMG.0023",
  });
  const seen = (second: number) => {
    if (second < 15) return missing;
    if (second < 35) return down;
    return second < 60 ? pending() : done;
  };
  await waiting(seen).wait({ onPending: (text) => reports.push(text) });
  expect(reports).toEqual(["not found", "no answer HTTP 503 IMG.0023", "running"]);
});

describe("lists that put a look off", () => {
  const told = async (lists: readonly (readonly [text: string, isOther: boolean])[]) => {
    const reports: string[] = [];
    let pauses = 0;
    const pause: Wait<string>["pause"] = async ({ onQuiet }) => {
      pauses += 1;
      if (pauses === 2) for (const [text, isOther] of lists) onQuiet({ text, isUnderWay: true }, isOther);
    };
    let looks = 0;
    await waiting(() => (looks++ === 0 ? pending("running 40 %") : done)).wait({
      pause,
      onPending: (text) => reports.push(text),
    });
    return reports.slice(1);
  };

  test("say again what the look showed, as long as they show what they showed before", async () => {
    expect(
      await told([
        ["saving", false],
        ["saving", false],
      ]),
    ).toEqual(["running 40 %", "running 40 %"]);
  });

  test("say what they show once that is another state than before", async () => {
    expect(
      await told([
        ["queued", false],
        ["saving", true],
        ["saving", false],
      ]),
    ).toEqual(["running 40 %", "saving", "saving"]);
  });
});

describe("cost", () => {
  test.each([
    [60, 5],
    [180, 13],
    [600, 34],
  ])("a job of %d s without percent takes at most %d looks", async (seconds, atMost) => {
    const { wait, looks } = waiting(until(seconds, pending()));
    await wait();
    expect(looks.length).toBeLessThanOrEqual(atMost);
    expect(looks.at(-1)).toBeLessThan(seconds + 21);
  });

  test.each([
    [60, 5],
    [180, 8],
    [600, 16],
  ])(
    "a job of %d s that reports percent takes at most %d looks, and its end is seen within 10 s",
    async (seconds, atMost) => {
      const percent = (second: number) => Math.floor((second / seconds) * 100) / 100;
      const { wait, looks } = waiting((second) =>
        second < seconds ? pending(`${percent(second)}`, percent(second)) : done,
      );
      await wait();
      expect(looks.length).toBeLessThanOrEqual(atMost);
      expect(looks.at(-1)).toBeLessThan(seconds + 10);
    },
  );

  test("a job that stands still at 99 % is not asked every two seconds", async () => {
    const { wait, looks } = waiting((second) => (second < 900 ? pending("99 %", 0.99) : done));
    await wait();
    expect(looks.length).toBeLessThan(55);
  });

  test("and not either when looks fail in between", async () => {
    let look = 0;
    const { wait, looks } = waiting((second) => {
      if (second >= 900) return done;
      return ++look % 2 ? pending("99 %", 0.99) : new Error("HTTP 502");
    });
    await wait();
    expect(looks.length).toBeLessThan(55);
  });

  test("a fixed interval is kept", async () => {
    const { wait, looks } = waiting(until(1, pending()));
    await wait({ rule: { everyMs: 200, typicalMs: 222 * s } });
    expect(looks).toEqual([0.2, 0.4, 0.6, 0.8, 1]);
  });
});
