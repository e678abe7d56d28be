import { readJobId } from "./jobs";
import type { Operation, Submitted } from "./operation";

/** A call that makes something by a job: it answers 200 and the job's id, and nothing else. */
export function jobStart(name: string, path: string, body: unknown): Operation<Submitted> {
  return {
    name,
    service: "ims",
    method: "POST",
    path,
    body,
    effect: "create",
    success: [200],
    read: (answer) => ({ jobId: readJobId(name, answer) }),
  };
}
