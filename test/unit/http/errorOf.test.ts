import { errorOf } from "../../../provider/http/errorOf";
import type { Failure } from "../../../provider/http/failure";

const operation = { name: "create image", service: "ims", method: "POST", path: "/v2/cloudimages/action" } as const;
const asIs = (text: string) => text;

const refused: Failure = {
  class: "refused",
  text: "The server does not exist",
  status: 400,
  service: { code: "IMG.0005", message: "The server does not exist", requestId: "req-1" },
};

test("the message holds operation, verdict, code, text, status, request id, call and hint", () => {
  expect(errorOf(operation, refused, 1, asIs).message).toBe(
    "create image: refused: IMG.0005 The server does not exist (HTTP 400, request id req-1, POST /v2/cloudimages/action). " +
      "Check instanceId: does the server exist in this region and project?",
  );
});

test("the facts hold the same for tools", () => {
  const { code, facts } = errorOf(operation, refused, 1, asIs);
  expect(code).toBe("REFUSED");
  expect(facts).toEqual({ operation: "create image", httpStatus: 400, serviceCode: "IMG.0005", requestId: "req-1" });
});

test("a failure without an answer has no status, and says how often it was tried", () => {
  const error = errorOf(operation, { class: "notSent", text: "ECONNREFUSED: connect" }, 6, asIs);
  expect(error.message).toBe(
    "create image: the service could not be reached, nothing was sent: ECONNREFUSED: connect (after 6 attempts, POST /v2/cloudimages/action)",
  );
  expect(error.facts).toEqual({ operation: "create image" });
});

test.each([
  ["APIGW.0301", 401, "clock of this machine"],
  ["APIG.0301", 401, "clock of this machine"],
  ["APIGW.0308", 429, "--parallel"],
  ["", 403, "lack the right"],
  ["IMG.0116", 400, "ownership marker"],
])("%s with HTTP %d comes with a hint", (code, status, words) => {
  const failure: Failure = { class: "refused", text: "no", status, service: { code, message: "no", requestId: "" } };
  expect(errorOf(operation, failure, 1, asIs).message).toContain(words);
});

test.each(["constructor", "toString", "__proto__", "IMG.9999"])("the unknown code %p has no hint", (code) => {
  const failure: Failure = {
    class: "refused",
    text: "no",
    status: 400,
    service: { code, message: "no", requestId: "" },
  };
  expect(errorOf(operation, failure, 1, asIs).message).toBe(
    `create image: refused: ${code} no (HTTP 400, POST /v2/cloudimages/action)`,
  );
});

test("secrets are taken out of the whole text", () => {
  const failure = { ...refused, text: "SECRET in the text" };
  const error = errorOf(operation, failure, 1, (text) => text.replaceAll("SECRET", "***"));
  expect(error.message).toContain("IMG.0005 *** in the text");
  expect(error.message).not.toContain("SECRET");
});

test("the cause is kept", () => {
  const cause = new Error("socket");
  expect(errorOf(operation, { class: "unknown", text: "lost", cause }, 1, asIs).cause).toBe(cause);
});
