import { progressFilter } from "../../../provider/engine/progressFilter";
import { virtualClock } from "../../support/virtualClock";

function shown(messages: readonly (readonly [waitMs: number, urn: string, message: string])[]): boolean[] {
  const clock = virtualClock();
  const mayShow = progressFilter(clock);
  return messages.map(([waitMs, urn, message]) => {
    clock.advance(waitMs);
    return mayShow(urn, message);
  });
}

test("news of one thing is shown at most once a second", () => {
  const looks = [0, 200, 200, 700].map((ms, index) => [ms, "a", `job 1: ${index} %`] as const);
  expect(shown(looks)).toEqual([true, false, false, true]);
});

test("the same words are shown again after 30 s only", () => {
  const looks = [0, 10_000, 10_000, 9_999, 1].map((ms) => [ms, "a", "job 1: running"] as const);
  expect(shown(looks)).toEqual([true, false, false, false, true]);
});

test("what is suppressed does not put off what comes next", () => {
  expect(
    shown([
      [0, "a", "job 1: 1 %"],
      [900, "a", "job 1: 2 %"],
      [100, "a", "job 1: 3 %"],
    ]),
  ).toEqual([true, false, true]);
});

test("other things and other resources have their own say at once", () => {
  expect(
    shown([
      [0, "a", "job 1: running"],
      [0, "a", "job 2: running"],
      [0, "b", "job 1: running"],
      [0, "a", "submitted as job 1"],
    ]),
  ).toEqual([true, true, true, true]);
});
