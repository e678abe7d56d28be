/** Calls and lag of creates, alone and 50 at once, beside the rules of other tools on the same jobs. */
import { createAll, openScene, percentile, type Run, spread } from "../support/crowdRuns";
import { incumbents, looksOf } from "./incumbents";
import { type Measure, measureOf, report } from "./report";

jest.setTimeout(600_000);

const durations = [30, 60, 180, 600, 1_800];
const clouds = ["otc", "huaweicloud"] as const;

/** The jobs of the runs differ a little, so that the lag is not that of one lucky moment. */
async function repeated(seconds: readonly number[], cloud: (typeof clouds)[number], runs: number): Promise<Run[]> {
  const results: Run[] = [];
  for (let run = 0; run < runs; run++) {
    const scene = await openScene(
      seconds.map((length) => length * (1 - 0.03 * run)),
      { cloud, latencyMs: 50 },
    );
    results.push(await createAll(scene, seconds.length));
    await scene.crowd.stop();
  }
  return results;
}

/** The most calls and the longest lag of one create alone; percent is what Huawei Cloud reports. */
const mostCalls: Readonly<Record<string, number>> = {
  "otc 60": 9,
  "otc 180": 18,
  "otc 600": 40,
  "huaweicloud 60": 8,
  "huaweicloud 180": 13,
  "huaweicloud 600": 17,
};
const lagOf = (cloud: string, seconds: number) => (cloud === "otc" ? Math.max(20, seconds / 10) : 5);

test("one create alone", async () => {
  const measures: Measure[] = [];
  for (const cloud of clouds) {
    for (const seconds of durations) {
      const results = await repeated([seconds], cloud, 5);
      const name = `${cloud}, job of ${seconds} s`;
      const totals = results.map(({ total }) => total);
      const lags = results.map(({ lags: [lag = 0] }) => lag);
      const target = mostCalls[`${cloud} ${seconds}`];
      measures.push(measureOf(`${name}: calls`, "calls", totals, target));
      measures.push(measureOf(`${name}: lag`, "s", lags, target === undefined ? undefined : lagOf(cloud, seconds)));
    }
  }
  report("One create", measures);
  for (const { median, target } of measures) expect(median).toBeLessThanOrEqual(target ?? Number.POSITIVE_INFINITY);
});

test("50 creates at once", async () => {
  const measures: Measure[] = [];
  for (const seconds of [...durations.map((length) => [length, length] as const), [60, 600] as const]) {
    const isMix = seconds[0] !== seconds[1];
    const results = await repeated(spread(50, ...seconds), "otc", 3);
    const name = isMix ? "jobs of 60 to 600 s" : `jobs of ${seconds[0]} s`;
    const each = results.map(({ total }) => total / 50);
    const lags = results.map((run) => percentile(run.lags, 0.95));
    measures.push(measureOf(`${name}: calls for each`, "calls", each, isMix ? 7 : undefined));
    measures.push(measureOf(`${name}: lag of 95 %`, "s", lags, isMix ? 6 : undefined));
  }
  report("50 creates at once", measures);
  for (const { median, target } of measures) expect(median).toBeLessThanOrEqual(target ?? Number.POSITIVE_INFINITY);
});

test("the rules of other tools", () => {
  const alone = incumbents.flatMap((rule) =>
    durations.flatMap((seconds) => {
      const looks = Array.from({ length: 5 }, (_, run) => looksOf(rule, seconds * (1 - 0.03 * run)));
      const name = `${rule.name}, job of ${seconds} s`;
      return [
        measureOf(
          `${name}: polls`,
          "calls",
          looks.map(({ polls }) => polls),
        ),
        measureOf(
          `${name}: lag`,
          "s",
          looks.map(({ lag }) => lag),
        ),
      ];
    }),
  );
  const batch = incumbents.flatMap((rule) => {
    const looks = spread(50, 60, 600).map((seconds) => looksOf(rule, seconds));
    const lags = looks.map(({ lag }) => lag).sort((a, b) => a - b);
    return [
      measureOf(`${rule.name}: polls for each`, "calls", [looks.reduce((sum, { polls }) => sum + polls, 0) / 50]),
      measureOf(`${rule.name}: lag of 95 %`, "s", [percentile(lags, 0.95)]),
    ];
  });
  report("Rules of other tools, one job", alone);
  report("Rules of other tools, 50 jobs of 60 to 600 s", batch);
  expect(alone).toHaveLength(2 * durations.length * incumbents.length);
  expect(batch).toHaveLength(2 * incumbents.length);
});
