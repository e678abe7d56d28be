/** What the limits of a gateway cost: 50 creates where ten calls a minute may change something, and the pause after a refusal. */
import type { ThrottleSettings } from "pulumi-ims-simulator";
import { createAll, openScene, percentile, spread } from "../support/crowdRuns";
import { type Measure, measureOf, report } from "./report";

jest.setTimeout(600_000);

const count = 50;
const writes = 10;

/** Seconds that the shortest job takes, because how calls fall into windows is chance. */
const shortest = [30, 47, 60, 79, 101];

const gateways: readonly ThrottleSettings[] = (["fixed", "sliding"] as const).flatMap((window) =>
  (["limit", "retry-after", "nothing"] as const).map((says) => ({ window, says, writes })),
);

interface Costs {
  readonly shares: number[];
  readonly minutes: number[];
}

async function costsOf(throttle: ThrottleSettings): Promise<Costs> {
  const costs: Costs = { shares: [], minutes: [] };
  for (const seconds of shortest) {
    const scene = await openScene(spread(count, seconds, 2 * seconds), { latencyMs: 50, throttle });
    const start = scene.crowd.clock.now();
    const { states, total } = await createAll(scene, count);
    const refused = scene.crowd.simulator.log.filter(({ status }) => status === 429);
    expect(states.filter((state) => state?.outputs["status"] === "active")).toHaveLength(count);
    expect(scene.crowd.simulator.truth().creates).toBe(count);
    costs.shares.push((100 * refused.length) / total);
    costs.minutes.push((scene.crowd.clock.now() - start) / 60_000);
    await scene.crowd.stop();
  }
  return costs;
}

test("50 creates where ten calls a minute may change something", async () => {
  const measures: Measure[] = [];
  for (const gateway of gateways) {
    const { shares, minutes } = await costsOf(gateway);
    const name = `${gateway.window} window, ${gateway.says === "nothing" ? "no word of the limit" : `${gateway.says} in the answer`}`;
    measures.push(measureOf(`${name}: refused calls`, "%", shares, 10));
    measures.push(measureOf(`${name}: all done`, "min", minutes));
  }
  report(`50 creates, ${writes} changes a minute, refused ones counted`, measures);
  for (const { most, target } of measures) expect(most).toBeLessThanOrEqual(target ?? Number.POSITIVE_INFINITY);
});

test("the pause after a refusal with Retry-After", async () => {
  const measures: Measure[] = [];
  for (const seconds of [1, 5, 30, 60]) {
    const scene = await openScene([60], { latencyMs: 50 });
    const match = { path: "/v2/cloudimages/action", nth: 1 };
    scene.crowd.simulator.addFaults({ match, effect: { kind: "throttle", retryAfter: String(seconds) } });
    await createAll(scene, 1);
    const [refused, next] = scene.crowd.simulator.log.filter(({ path }) => path === match.path);
    const pause = ((next?.at ?? 0) - (refused?.at ?? 0)) / 1_000;
    measures.push(measureOf(`Retry-After ${seconds}: next call after`, "s", [pause], seconds + 2));
    await scene.crowd.stop();
  }
  report("After a 429", measures);
  for (const { most, target } of measures) expect(most).toBeLessThanOrEqual(target ?? 0);
});

test("50 creates where 200 calls in five minutes may look, and as many may change something", async () => {
  const throttle: ThrottleSettings = { reads: 200, writes: 200, windowSeconds: 300, window: "sliding" };
  const measures: Measure[] = [];
  for (const [first, last] of [
    [60, 600],
    [600, 1_800],
  ] as const) {
    const totals: number[] = [];
    const refusals: number[] = [];
    const lags: number[] = [];
    for (const shorter of [1, 0.97, 0.94]) {
      const scene = await openScene(spread(count, first * shorter, last * shorter), { latencyMs: 50, throttle });
      const run = await createAll(scene, count);
      expect(run.states.filter((state) => state?.outputs["status"] === "active")).toHaveLength(count);
      totals.push(run.total / count);
      refusals.push(scene.crowd.simulator.log.filter(({ status }) => status === 429).length);
      lags.push(percentile(run.lags, 0.95));
      await scene.crowd.stop();
    }
    const name = `jobs of ${first} to ${last} s`;
    measures.push(measureOf(`${name}: calls for each`, "calls", totals));
    measures.push(measureOf(`${name}: refused calls`, "calls", refusals, 1));
    measures.push(measureOf(`${name}: lag of 95 %`, "s", lags));
  }
  report("50 creates, 200 calls in five minutes", measures);
  for (const { most, target } of measures) expect(most).toBeLessThanOrEqual(target ?? Number.POSITIVE_INFINITY);
});
