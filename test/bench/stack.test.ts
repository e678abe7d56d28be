/** Calls of refresh, update and destroy of many images. */
import { createAll, destroyAll, openScene, type Run, refreshAll, spread, updateAll } from "../support/crowdRuns";
import { type Measure, measureOf, report } from "./report";

jest.setTimeout(600_000);

const parallels = [8, 16, 50];

interface Costs {
  readonly refresh: number[];
  readonly update: number[];
  readonly destroy: number[];
}

/** How many calls each command takes, with as many operations at a time as the engine may run. */
async function costsOf(count: number): Promise<Costs> {
  const costs: Costs = { refresh: [], update: [], destroy: [] };
  for (const parallel of parallels) {
    const seed = { quotas: { default: 1_000 }, deleteSeconds: 2 };
    const scene = await openScene(spread(count, 30, 30), { latencyMs: 50, seed });
    const noted = (run: Run, totals: number[]) => {
      totals.push(run.total);
      return run.states;
    };
    const { states } = await createAll(scene, 50);
    const fresh = noted(await refreshAll(scene, parallel, states), costs.refresh);
    const changed = noted(await updateAll(scene, parallel, fresh, { description: "changed" }), costs.update);
    noted(await destroyAll(scene, parallel, changed), costs.destroy);
    await scene.crowd.stop();
  }
  return costs;
}

const refreshTargets = new Map([
  [50, 3],
  [500, 8],
]);

test("refresh, update and destroy", async () => {
  const measures: Measure[] = [];
  for (const count of [1, 50, 500]) {
    const { refresh, update, destroy } = await costsOf(count);
    const each = (totals: readonly number[]) => totals.map((total) => total / count);
    measures.push(measureOf(`refresh of ${count}: all calls`, "calls", refresh, refreshTargets.get(count)));
    measures.push(measureOf(`update of ${count}: calls for each`, "calls", each(update)));
    measures.push(
      measureOf(`destroy of ${count}: calls for each`, "calls", each(destroy), count === 50 ? 2.5 : undefined),
    );
  }
  report("Refresh, update, destroy", measures);
  for (const { median, target } of measures) expect(median).toBeLessThanOrEqual(target ?? Number.POSITIVE_INFINITY);
});
