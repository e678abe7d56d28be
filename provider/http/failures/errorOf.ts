/** The error that a user reads when a call failed for good. */
import { type ErrorCode, ImsError } from "../../base/errors";
import { hintFor } from "../../ims/hints";
import type { Operation } from "../../ims/operation";
import type { Failure, FailureClass } from "./failure";
import { redactedCause } from "./redactedCause";

const codes: Record<FailureClass, ErrorCode> = {
  notSent: "UNREACHABLE",
  proxyRejected: "UNREACHABLE",
  tlsUntrusted: "UNREACHABLE",
  throttled: "REFUSED",
  authUnavailable: "REFUSED",
  retryLater: "REFUSED",
  refused: "REFUSED",
  unknown: "OUTCOME_UNKNOWN",
};

const verdicts: Record<FailureClass, string> = {
  notSent: "the service could not be reached, nothing was sent",
  proxyRejected: "the proxy lets no connection through, nothing was sent",
  tlsUntrusted: "there is no connection that can be trusted, nothing was sent",
  throttled: "refused because of too many calls",
  authUnavailable: "refused because the credentials could not be checked",
  retryLater: "refused for the time being",
  refused: "refused",
  unknown: "failed without a clear answer",
};

/** Why there is no other try after one that might be repeated. */
export type Ending = "interrupted" | "out of time";

const endings: Record<Ending, string> = {
  interrupted: "interrupted; the last try: ",
  "out of time": "the time-out passes before the next try; the last one: ",
};

export interface Circumstances {
  /** How often it was tried. */
  readonly attempts: number;
  readonly ending?: Ending | undefined;
  /** Advice when the service does not accept the credentials. */
  readonly whenRefused: string;
  readonly redact: (text: string) => string;
}

export function errorOf(
  operation: Pick<Operation<unknown>, "name" | "service" | "method" | "path">,
  failure: Failure,
  { attempts, ending, whenRefused, redact }: Circumstances,
): ImsError {
  const { service, status } = failure;
  const said = [service?.code, failure.text].filter(Boolean).join(" ");
  const marks = [
    status === undefined ? "" : `HTTP ${status}`,
    service?.requestId ? `request id ${service.requestId}` : "",
    attempts > 1 || ending ? `after ${attempts} ${attempts === 1 ? "attempt" : "attempts"}` : "",
    `${operation.method} ${operation.path}`,
  ].filter(Boolean);
  const hint =
    failure.hint ??
    hintFor({ code: service?.code ?? "", text: failure.text, status }) ??
    (status === 401 ? whenRefused : undefined);
  const verdict = `${ending ? endings[ending] : ""}${verdicts[failure.class]}`;
  const text = `${operation.name}: ${verdict}: ${said} (${marks.join(", ")})${hint ? `. ${hint}` : ""}`;
  const facts = {
    operation: operation.name,
    ...(status === undefined ? {} : { httpStatus: status }),
    ...(service?.code ? { serviceCode: redact(service.code) } : {}),
    ...(service?.requestId ? { requestId: redact(service.requestId) } : {}),
  };
  const code = ending === "interrupted" ? "CANCELLED" : codes[failure.class];
  return new ImsError(code, redact(text), facts, redactedCause(failure.cause, redact));
}
