import { allEnded } from "../../../provider/base/allEnded";
import { eventClock } from "../../support/eventClock";

test("a failure is told when the last one has ended, and the values keep their order", async () => {
  const clock = eventClock();
  const start = clock.now();
  const after = async (ms: number, value: string) => {
    await clock.sleep(ms);
    if (value === "") throw new Error(`failed after ${ms} ms`);
    return value;
  };
  expect(await clock.run(allEnded([after(200, "a"), after(100, "b")]))).toEqual(["a", "b"]);
  const failing = allEnded([after(300, "a"), after(100, ""), after(200, "")]);
  await clock.run(expect(failing).rejects.toThrow("failed after 100 ms"));
  expect(clock.now() - start).toBe(500);
});
