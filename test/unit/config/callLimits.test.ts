/** How hard a call tries, and what the configuration makes of it. */
import { readCallLimits } from "../../../provider/config/callLimits";
import { type Environment, environmentLevels, firstOf, stackLevel } from "../../../provider/config/level";
import { answer, operationOf, script } from "../http/support/scripted";

const read = (stack: Environment, environment: Environment = {}) =>
  readCallLimits((key) => firstOf([stackLevel((name) => stack[name]), ...environmentLevels(environment)], key));

test("five repetitions, a minute and ten seconds hold where nothing is set", () => {
  expect(read({})).toEqual({ maxAttempts: 6, timeoutMs: 60_000, connectTimeoutMs: 10_000 });
});

test("the stack comes before the variable of the Terraform provider", () => {
  const environment = { HW_MAX_RETRIES: "2" };
  expect(read({}, environment).maxAttempts).toBe(3);
  expect(read({ "ims:maxRetries": "0" }, environment).maxAttempts).toBe(1);
});

test("time-outs are seconds", () => {
  const limits = read({ "ims:requestTimeout": "90", "ims:connectTimeout": "2.5" });
  expect(limits).toMatchObject({ timeoutMs: 90_000, connectTimeoutMs: 2_500 });
});

test.each([
  ["ims:maxRetries", "-1", "must be a whole number of repetitions from 0 to 20"],
  ["ims:maxRetries", "2.5", "must be a whole number of repetitions from 0 to 20"],
  ["ims:maxRetries", "many", "must be a whole number of repetitions from 0 to 20"],
  ["ims:requestTimeout", "0", "must be a number of seconds from 1 to 3600"],
  ["ims:connectTimeout", "1h", "must be a number of seconds from 1 to 3600"],
])("%s = %s is refused, and named with its value", (key, value, words) => {
  expect(() => read({ [key]: value })).toThrow(`${key} ${words}, not "${value}".`);
});

test.each([1, 3])("a call is tried %d times at most", async (maxAttempts) => {
  const { attempts, send } = script([answer(503, "")], { limits: { maxAttempts, timeoutMs: 60_000 } });
  await expect(send(operationOf("read"))).rejects.toThrow();
  expect(attempts).toHaveLength(maxAttempts);
});

test("each attempt may take the configured time", async () => {
  const { attempts, send } = script([answer(200, {})], { limits: { maxAttempts: 6, timeoutMs: 5_000 } });
  await send(operationOf("read"));
  expect(attempts.map(({ timeoutMs }) => timeoutMs)).toEqual([5_000]);
});
