import fc from "fast-check";
import { readServiceError } from "../../../provider/http/failures/serviceError";
import { answer } from "./support/scripted";

const glance =
  "<html>\n <head>\n  <title>404 Not Found</title>\n </head>\n <body>\n  <h1>404 Not Found</h1>\n  Failed to find image 7ca6<br /><br />\n </body>\n</html>";

describe("error bodies as the clouds write them", () => {
  test.each([
    [
      "IMS",
      { error: { message: "The imagetype is invalid.", code: "IMG.0024" } },
      "IMG.0024",
      "The imagetype is invalid.",
    ],
    ["IMS behind newer gateways", { error_code: "IMG.0027", error_msg: "gone", details: [] }, "IMG.0027", "gone"],
    [
      "gateway",
      { error_msg: "verify aksk signature fail", error_code: "APIGW.0301" },
      "APIGW.0301",
      "verify aksk signature fail",
    ],
    ["older gateway", { error_msg: "no", error_code: "APIG.0308" }, "APIG.0308", "no"],
    ["IAM, numeric code", { error: { message: "Unauthorized", code: 401, title: "Unauthorized" } }, "", "Unauthorized"],
    [
      "newer gateways, with details",
      {
        error_code: "IMG.0001",
        error_msg: "wrong arguments",
        details: [{ error_code: "a", error_msg: "name is empty" }, { error_code: "b", error_msg: "min_disk is 0" }, 1],
        encoded_authorization_message: "x".repeat(400),
      },
      "IMG.0001",
      "wrong arguments; name is empty; min_disk is 0",
    ],
    ["Nova, conflictingRequest", { conflictingRequest: { message: "busy", code: 409 } }, "", "busy"],
    ["Nova, forbidden", { forbidden: { message: "not allowed", code: 403 } }, "", "not allowed"],
    ["Nova, computeFault", { computeFault: { message: "fault", code: 500 } }, "", "fault"],
    [
      "a proxy's page",
      "<!DOCTYPE html><html><head><title>502</title></head><body><h1>502 Bad Gateway</h1><hr>nginx</body></html>",
      "",
      "502 Bad Gateway nginx",
    ],
    ["XML", '<?xml version="1.0"?><Error><Code>AccessDenied</Code></Error>', "", "AccessDenied"],
    ["Nova, itemNotFound", { itemNotFound: { message: "no server", code: 404 } }, "", "no server"],
    ["Nova, badRequest", { badRequest: { message: "bad", code: 400 } }, "", "bad"],
    ["flat code and message", { code: "CBR.0001", message: "vault" }, "CBR.0001", "vault"],
    ["errorCode and errorMessage", { errorCode: "X.1", errorMessage: "x" }, "X.1", "x"],
    ["the pair at the top wins", { error_code: "A", error_msg: "a", error: { code: "B", message: "b" } }, "A", "a"],
    ["native call, HTML", glance, "", "404 Not Found Failed to find image 7ca6"],
    ["empty", "", "", "HTTP 400 without a body"],
    ["blank", " \n ", "", "HTTP 400 without a body"],
    ["truncated", '{"error":{"code":"IMG.00', "", '{"error":{"code":"IMG.00'],
    ["JSON that is no object", "[1]", "", "[1]"],
    ["null", "null", "", "null"],
    [
      "a message that is no text",
      { error_code: "A", error_msg: { a: 1 } },
      "",
      '{"error_code":"A","error_msg":{"a":1}}',
    ],
    [
      "nested too deep to be meant",
      { a: { b: { code: "A", message: "a" } } },
      "",
      '{"a":{"b":{"code":"A","message":"a"}}}',
    ],
  ])("%s", (_origin, body, code, message) => {
    expect(readServiceError(answer(400, body))).toMatchObject({ code, message });
  });
});

describe("the request id", () => {
  test.each([
    ["its header", { "x-request-id": "r1", "x-openstack-request-id": "r2" }, { request_id: "r3" }, "r1"],
    ["the header of Nova", { "x-openstack-request-id": "r2" }, {}, "r2"],
    ["the header of IAM", { "x-iam-trace-id": "r4" }, { request_id: "r3" }, "r4"],
    ["the body", {}, { request_id: "r3" }, "r3"],
    ["nowhere", {}, { request_id: 3 }, ""],
  ])("is taken from %s", (_place, headers, body, requestId) => {
    expect(readServiceError(answer(400, body, headers)).requestId).toBe(requestId);
  });
});

describe("a hostile answer", () => {
  // biome-ignore lint/suspicious/noControlCharactersInRegex: they are what must not get through
  const control = /[\u0000-\u001f\u007f-\u009f]/;
  const hostile = "a\u001b[2Jb\r\nc\u0007d\u009b31me\u007f";

  test.each([
    ["message", { error_code: "IMG.0001", error_msg: hostile }],
    ["code", { error_code: `IMG${hostile}`, error_msg: "no" }],
    ["request id", { error_code: "IMG.0001", error_msg: "no", request_id: hostile }],
    ["plain text", hostile],
  ])("cannot steer the terminal by its %s", (_part, body) => {
    const { code, message, requestId } = readServiceError(answer(400, body));
    expect(message).not.toBe("");
    expect(`${code}${message}${requestId}`).not.toMatch(control);
  });

  test.each([
    ["message", { error_code: "A", error_msg: "x".repeat(100_000) }],
    ["code", { error_code: "x".repeat(100_000), error_msg: "no" }],
    ["plain text", "x".repeat(100_000)],
    [
      "details",
      { error_code: "A", error_msg: "a", details: Array(1_000).fill({ code: "B", message: "b".repeat(1_000) }) },
    ],
  ])("cannot fill the screen by its %s", (_part, body) => {
    const { code, message } = readServiceError(answer(400, body));
    expect(code.length + message.length).toBeLessThanOrEqual(1_024);
  });

  test("a flood of open tags is read in time that grows with its length only", () => {
    const start = process.cpuUsage();
    readServiceError(answer(502, "<".repeat(40_000)));
    const { user } = process.cpuUsage(start);
    // Squared, it would take well over a second.
    expect(user / 1_000).toBeLessThan(400);
  });

  test("never makes the reader fail", () => {
    fc.assert(
      fc.property(fc.oneof(fc.string(), fc.json()), (text) => {
        const { code, message } = readServiceError(answer(400, text));
        expect([typeof code, typeof message]).toEqual(["string", "string"]);
      }),
    );
  });
});
