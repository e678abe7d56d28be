import { inspect } from "node:util";
import { errorOf } from "../../../provider/http/failures/errorOf";
import type { Failure } from "../../../provider/http/failures/failure";

const operation = { name: "create image", service: "ims", method: "POST", path: "/v2/cloudimages/action" } as const;
const once = { attempts: 1, whenRefused: "Check the credentials.", redact: (text: string) => text };
const hide = (text: string) => text.replaceAll("SECRET", "***");

const refused: Failure = {
  class: "refused",
  text: "The server does not exist",
  status: 400,
  service: { code: "IMG.0005", message: "The server does not exist", requestId: "req-1" },
};

test("the message holds operation, verdict, code, text, status, request id, call and hint", () => {
  expect(errorOf(operation, refused, once).message).toBe(
    "create image: refused: IMG.0005 The server does not exist (HTTP 400, request id req-1, POST /v2/cloudimages/action). " +
      "Check instanceId: does the server exist in this region and project?",
  );
});

test("the facts hold the same for tools", () => {
  const { code, facts } = errorOf(operation, refused, once);
  expect(code).toBe("REFUSED");
  expect(facts).toEqual({ operation: "create image", httpStatus: 400, serviceCode: "IMG.0005", requestId: "req-1" });
});

test("a failure without an answer has no status, and says how often it was tried", () => {
  const error = errorOf(operation, { class: "notSent", text: "ECONNREFUSED: connect" }, { ...once, attempts: 6 });
  expect(error.message).toBe(
    "create image: the service could not be reached, nothing was sent: ECONNREFUSED: connect (after 6 attempts, POST /v2/cloudimages/action)",
  );
  expect(error.facts).toEqual({ operation: "create image" });
});

test.each([
  ["APIGW.0301", 401, "Check the credentials."],
  ["APIG.0301", 401, "Check the credentials."],
  ["", 401, "Check the credentials."],
  ["APIGW.0308", 429, "--parallel"],
  ["", 403, "lack the right"],
  ["IMG.0116", 400, "ownership marker"],
])("%s with HTTP %d comes with a hint", (code, status, words) => {
  const failure: Failure = { class: "refused", text: "no", status, service: { code, message: "no", requestId: "" } };
  expect(errorOf(operation, failure, once).message).toContain(words);
});

test.each(["constructor", "toString", "__proto__", "IMG.9999"])("the unknown code %p has no hint", (code) => {
  const failure: Failure = {
    class: "refused",
    text: "no",
    status: 400,
    service: { code, message: "no", requestId: "" },
  };
  expect(errorOf(operation, failure, once).message).toBe(
    `create image: refused: ${code} no (HTTP 400, POST /v2/cloudimages/action)`,
  );
});

test("secrets are taken out of the whole text", () => {
  const failure = { ...refused, text: "SECRET in the text" };
  const error = errorOf(operation, failure, { ...once, redact: hide });
  expect(error.message).toContain("IMG.0005 *** in the text");
  expect(error.message).not.toContain("SECRET");
});

describe("the cause", () => {
  const causeOf = (cause: unknown) =>
    errorOf(operation, { class: "unknown", text: "lost", cause }, { ...once, redact: hide }).cause;

  test("keeps name, code and text, of the causes below it too", () => {
    const socket = Object.assign(new Error("reset"), { code: "ECONNRESET" });
    const cause = Object.assign(new TypeError("failed", { cause: socket }), { code: "UND_ERR_SOCKET" });
    expect(causeOf(cause)).toMatchObject({
      name: "TypeError",
      message: "failed",
      code: "UND_ERR_SOCKET",
      cause: { message: "reset", code: "ECONNRESET" },
    });
  });

  test("shows no secret, neither in its texts nor in what hangs on it", () => {
    const cause = Object.assign(new Error("bad SECRET", { cause: new Error("deep SECRET") }), {
      code: "E_SECRET",
      socket: { token: "SECRET" },
      headers: { authorization: "SECRET" },
    });
    expect(inspect(causeOf(cause), { depth: 9, showHidden: true })).not.toContain("SECRET");
    expect(inspect(causeOf(cause))).toContain("bad ***");
  });

  test.each(["a text with SECRET", { message: "SECRET" }, 17, null, { cause: { cause: "SECRET" } }])(
    "that is no error, %j, becomes one",
    (cause) => {
      expect(causeOf(cause)).toBeInstanceOf(Error);
      expect(inspect(causeOf(cause), { depth: 9 })).not.toContain("SECRET");
    },
  );

  test("of itself ends", () => {
    const loop = new Error("loop");
    loop.cause = loop;
    expect(inspect(causeOf(loop), { depth: 20 }).match(/loop/g)?.length).toBeLessThan(20);
  });
});
