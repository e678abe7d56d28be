/** Whether the service says that it does not know a job: the page of the call lists no 404. */
import { hasCode, ImsError } from "../base/errors";

/** "The job query failed": the older call's answer for a job that is not there, but also for one that it cannot look up now. */
const queryFailed = "IMG.0023";

export function isUnknownJob(error: unknown): boolean {
  if (!(error instanceof ImsError)) return false;
  const { httpStatus, serviceCode } = error.facts;
  return serviceCode === queryFailed || (hasCode(error, "REFUSED") && [400, 404].includes(httpStatus ?? 0));
}
