/** What the limits of a gateway cost: 50 creates where ten calls a minute may change something, and the pause after a refusal. */
import type { ThrottleSettings } from "pulumi-ims-simulator";
import { createAll, openScene, spread } from "../support/crowdRuns";
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
