/** The file that PULUMI_IMS_LOG names. */
import { mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { createSharedHttpState } from "../../../provider/http/client/sharedHttpState";
import { virtualClock } from "../../support/virtualClock";
import { answer, key, operationOf, type Permit, script, socketError } from "./support/scripted";

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), "ims-log-"));
});
afterEach(() => rmSync(folder, { recursive: true }));

const logFile = () => join(folder, "ims.log");
const lines = () =>
  readFileSync(logFile(), "utf8")
    .trimEnd()
    .split("\n")
    .map((line): unknown => JSON.parse(line));

/** A client that logs into the file, and the notices of its process. */
function logging(turns: readonly Permit[], path = logFile()) {
  const notices: string[] = [];
  const clock = virtualClock();
  const random = { fraction: () => 0.5, id: () => "" };
  const httpState = createSharedHttpState({ clock, random, notice: (text) => notices.push(text), logFile: path });
  return { ...script(turns, { clock, httpState }), notices };
}

test("holds a line for every attempt: when, what, where, how long, and what came of it", async () => {
  const { send } = logging([
    answer(503, { error_code: "APIGW.0201", error_msg: "backend unavailable" }, { "x-request-id": "r-1" }),
    answer(200, { fine: true }, { "set-cookie": "session=1" }),
  ]);
  await send(operationOf("change"));
  expect(lines()).toEqual([
    {
      at: "2026-11-02T08:00:00.000Z",
      operation: "test call",
      method: "PATCH",
      host: "ims.example.com",
      target: "/v2/things?a=1%20x&b=2",
      attempt: 1,
      ms: 0,
      status: 503,
      outcome: "unknown",
      code: "APIGW.0201",
      message: "backend unavailable",
      sent: {
        headers: { "content-type": "application/json", "x-sdk-date": "20261102T080000Z" },
        body: { name: "grün" },
      },
      answer: {
        headers: { "x-request-id": "r-1" },
        body: { error_code: "APIGW.0201", error_msg: "backend unavailable" },
      },
    },
    expect.objectContaining({
      attempt: 2,
      status: 200,
      outcome: "success",
      answer: { headers: {}, body: { fine: true } },
    }),
  ]);
});

test("says so when no answer came", async () => {
  const { send } = logging([socketError("ECONNRESET")]);
  await send(operationOf("create")).catch(() => undefined);
  expect(lines()).toEqual([
    expect.objectContaining({ outcome: "unknown", message: expect.stringContaining("ECONNRESET") }),
  ]);
});

test("holds no secret, neither of ours nor one that its name gives away", async () => {
  const { send } = logging([answer(200, { echo: key.secretKey, token: { id: "t-1", secret_token: "T0KEN" } })]);
  await send({ ...operationOf("create"), body: { admin_pass: "S3CRET", list: [{ user_data: "S3CRET" }] } });
  const text = readFileSync(logFile(), "utf8");
  expect(text).not.toMatch(new RegExp(`${key.secretKey}|S3CRET|T0KEN|authorization|Signature=`));
  expect(text).toContain('"admin_pass":"***"');
  expect(text).toContain('"echo":"***"');
});

test("is for its owner only, also when others could read it before", async () => {
  writeFileSync(logFile(), "earlier\n", { mode: 0o644 });
  const { send } = logging([answer(200)]);
  await send(operationOf("read"));
  expect((statSync(logFile()).mode & 0o777).toString(8)).toBe("600");
  expect(readFileSync(logFile(), "utf8")).toMatch(/^earlier\n\{/);
});

test("that cannot be written is said once, and the calls go on", async () => {
  const { send, notices } = logging([answer(200, { fine: true })], join(folder, "missing", "ims.log"));
  await send(operationOf("read"));
  await expect(send(operationOf("read"))).resolves.toEqual({ fine: true });
  expect(notices).toEqual([expect.stringMatching(/^PULUMI_IMS_LOG: nothing is logged, because .*ENOENT/)]);
});

test("is not there when nobody asked for it", async () => {
  const { send } = logging([answer(200)], "");
  await send(operationOf("read"));
  expect(() => statSync(logFile())).toThrow("ENOENT");
});
