/** The failure that an answer other than a success means. */
import { printable } from "../../base/printable";
import type { WireAnswer } from "../wire";
import type { Failure, FailureClass } from "./failure";
import { readServiceError } from "./serviceError";

interface AnswerRule {
  readonly class: FailureClass;
  readonly codes?: RegExp;
  readonly statuses?: readonly number[];
}

/** The first that fits counts; what fits none is refused for good. */
export const answerRules: readonly AnswerRule[] = [
  { class: "throttled", statuses: [429] },
  // IAM was unavailable.
  { class: "authUnavailable", codes: /^APIGW?\.0613$/ },
  // Come before a job exists and go away by themselves: running tasks, flow control, key traffic, imports at once.
  { class: "retryLater", codes: /^IMG\.(0010|0060|0187|0194)$/ },
  // The job may have been submitted although the service reports a fault.
  { class: "unknown", codes: /^IMG\.(0014|0018|0023|0061)$/ },
  { class: "unknown", statuses: [408, 500, 502, 503, 504] },
];

export function failureOfAnswer(answer: WireAnswer): Failure {
  const service = readServiceError(answer);
  return {
    class: classOf(answer.status, service.code),
    text: redirectText(answer) ?? service.message,
    status: answer.status,
    service,
    headers: answer.headers,
  };
}

function classOf(status: number, code: string): FailureClass {
  // A success that the documents do not know: it was executed, and says not what it made.
  if (status >= 200 && status < 300) return "unknown";
  const rule = answerRules.find(({ codes, statuses }) => codes?.test(code) || statuses?.includes(status));
  return rule?.class ?? "refused";
}

/** Where it points to is said, and nothing is sent there: a signed request is for one host. */
function redirectText({ status, headers }: WireAnswer): string | undefined {
  if (status < 300 || status > 399) return undefined;
  const { location } = headers;
  const target = location !== undefined && URL.canParse(location) ? new URL(location).host : location;
  return `redirected to ${printable(target?.slice(0, 200) ?? "nowhere")}, which is not followed: check the endpoint`;
}
