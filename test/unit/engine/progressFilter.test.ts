import { progressFilter } from "../../../provider/engine/progressFilter";
import { virtualClock } from "../../support/virtualClock";

function shown(messages: readonly (readonly [waitMs: number, urn: string, message: string])[]): boolean[] {
  const clock = virtualClock();
  const { mayShow } = progressFilter(clock);
  return messages.map(([waitMs, urn, message]) => {
    clock.advance(waitMs);
    return mayShow(urn, message);
  });
}

test("news of a resource is shown at most once a second", () => {
  const looks = [0, 200, 200, 600].map((ms, index) => [ms, "a", `${index} %, job 1`] as const);
  expect(shown(looks)).toEqual([true, false, false, true]);
});

test("the same words are shown again after 30 s only", () => {
  const looks = [0, 10_000, 10_000, 9_999, 1].map((ms) => [ms, "a", "running, job 1"] as const);
  expect(shown(looks)).toEqual([true, false, false, false, true]);
});

test("what is suppressed does not put off what comes next", () => {
  expect(
    shown([
      [0, "a", "1 %, job 1"],
      [900, "a", "2 %, job 1"],
      [100, "a", "3 %, job 1"],
    ]),
  ).toEqual([true, false, true]);
});

test("the same subject in other words is nothing new", () => {
  const clock = virtualClock();
  const { mayShow } = progressFilter(clock);
  const looks = [0, 12_000, 12_000, 6_000].map((ms) => {
    clock.advance(ms);
    return mayShow("a", "create image IMG.0010");
  });
  expect(looks).toEqual([true, false, false, true]);
});

test("after a step any progress is news, also at once", () => {
  const { mayShow, noteStep } = progressFilter(virtualClock());
  const first = mayShow("a", "saving");
  noteStep("b");
  const without = mayShow("a", "saving");
  noteStep("a");
  expect([first, without, mayShow("a", "saving")]).toEqual([true, false, true]);
});

test("other resources have their own say at once", () => {
  expect(
    shown([
      [0, "a", "running, job 1"],
      [0, "b", "running, job 1"],
      [0, "a", "running, job 1"],
    ]),
  ).toEqual([true, true, false]);
});
