import { ImsError } from "../../../provider/base/errors";
import { readJobId } from "../../../provider/ims/jobs";
import { answer, operationOf, script } from "./support/scripted";

const jobIn = {
  ...operationOf("create"),
  read: (given: Parameters<typeof readJobId>[1]) => readJobId("create", given),
};

async function failureOf(status: number, text: string): Promise<ImsError> {
  const { send } = script([answer(status, text)]);
  const error = await send(jobIn).then(
    () => undefined,
    (reason: unknown) => reason,
  );
  if (error instanceof ImsError) return error;
  throw new Error(`expected an ImsError, got ${String(error)}`);
}

const manyTexts = (count: number) => JSON.stringify({ tags: Array(count).fill("pulumi=1") });

test.each([
  ["a million tags", manyTexts(1_000_000)],
  ["a text of ten million characters", JSON.stringify({ job_id: "x".repeat(10_000_000) })],
  ["lists without end", "[".repeat(10_000_000)],
  ["ten thousand tags and no job id", manyTexts(10_000)],
])("a success with %s has an unknown outcome, and its message is short", async (_what, text) => {
  const error = await failureOf(200, text);
  expect(error.code).toBe("OUTCOME_UNKNOWN");
  expect(error.message).toContain("an answer of more than 65536 characters cannot be read");
  expect(error.message.length).toBeLessThan(300);
});

test.each([400, 503])("a failure %d with a page of ten million characters shows its beginning", async (status) => {
  const { message } = await failureOf(status, `<h1>the gateway is ill</h1>${"<p>".repeat(3_000_000)}`);
  expect(message).toContain("the gateway is ill");
  expect(message.length).toBeLessThan(1_000);
});
