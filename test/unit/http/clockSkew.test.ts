/** A machine whose clock is wrong, and a gateway that tells what time it is. */
import { answer, operationOf, script } from "./support/scripted";

const minute = 60_000;
const hour = 60 * minute;

/** A gateway whose clock is `offsetMs` ahead, and that refuses what is dated more than 15 minutes away. */
function gateway(offsetMs: number, refusal = "calc ak sk signature fail:signature expired") {
  const world = script([], {
    transport: async (request) => {
      const now = world.clock.now() + offsetMs;
      world.attempts.push({ ...request, at: world.clock.now() });
      const dated = Date.parse(iso(request.headers["x-sdk-date"] ?? ""));
      if (Math.abs(now - dated) <= 15 * minute) return answer(200, { fine: true });
      return expired(now, refusal);
    },
  });
  return world;
}

const iso = (date: string) => date.replace(/^(\d{4})(\d\d)(\d\d)T(\d\d)(\d\d)(\d\d)Z$/, "$1-$2-$3T$4:$5:$6Z");

const expired = (now: number, detail: string) =>
  answer(
    401,
    { error_code: "APIGW.0301", error_msg: `Incorrect IAM authentication information: ${detail}` },
    { date: new Date(now).toUTCString() },
  );

test.each([
  ["20 minutes behind", 20 * minute, "20 min behind"],
  ["20 minutes ahead", -20 * minute, "20 min ahead of"],
  ["23 hours behind", 23 * hour, "23 h behind"],
])("a clock that is %s is found out by one refusal, and the user is told once", async (_how, offsetMs, said) => {
  const { send, attempts, notices } = gateway(offsetMs);
  await expect(send(operationOf("create"))).resolves.toEqual({ fine: true });
  await expect(send(operationOf("read"))).resolves.toEqual({ fine: true });
  expect(attempts).toHaveLength(3);
  expect(notices).toEqual([
    `The clock of this machine is ${said} the cloud's; requests are dated by the cloud's. Set the clock.`,
  ]);
});

test.each([
  ["25 hours behind: that is more than is believed", 25 * hour],
  ["two days ahead", -48 * hour],
])("a clock that is %s stays as it is, and the call is refused", async (_how, offsetMs) => {
  const { send, attempts, notices } = gateway(offsetMs);
  await expect(send(operationOf("read"))).rejects.toMatchObject({ code: "REFUSED" });
  expect([attempts.length, notices]).toEqual([1, []]);
});

test.each(["", "yesterday"])("a refusal with the date %j teaches nothing", async (date) => {
  const { send, attempts } = script([
    answer(401, { error_code: "APIGW.0301", error_msg: "signature expired" }, { date }),
  ]);
  await expect(send(operationOf("read"))).rejects.toMatchObject({ code: "REFUSED" });
  expect(attempts).toHaveLength(1);
});

test("another refusal with the date of a wrong clock is not put down to the clock", async () => {
  const { send, attempts, notices } = gateway(20 * minute, "verify aksk signature fail");
  await expect(send(operationOf("read"))).rejects.toMatchObject({ code: "REFUSED" });
  expect([attempts.length, notices]).toEqual([1, []]);
});

test("a gateway that calls a right date old is not asked again, because five refusals lock the key", async () => {
  const attempts: unknown[] = [];
  const stubborn = script([], {
    transport: async (request) => {
      attempts.push(request);
      return expired(stubborn.clock.now(), "signature expired");
    },
  });
  await expect(stubborn.send(operationOf("read"))).rejects.toMatchObject({ code: "REFUSED" });
  expect(attempts).toHaveLength(1);
});
