/**
 * Every way in which the provider fails, as a stable word for programs and tests.
 *
 * | code | meaning |
 * |---|---|
 * | `CONFIGURATION` | credentials, region or an endpoint are missing or malformed |
 * | `WRONG_PROJECT` | the credentials belong to another project than the one the image lives in |
 * | `INVALID_ARGUMENT` | an argument is refused before anything was sent |
 * | `REFUSED` | the service said no; nothing was done |
 * | `UNREACHABLE` | the service could not be reached; nothing was sent |
 * | `OUTCOME_UNKNOWN` | the answer was lost; the call may have been executed |
 * | `MALFORMED_ANSWER` | the service answered something that is not in its documents |
 * | `JOB_FAILED` | the asynchronous job ended with FAIL, or its image with `killed` |
 * | `DEADLINE` | the time-out passed; what was started goes on in the cloud |
 * | `CANCELLED` | the run was interrupted; what was started goes on in the cloud |
 * | `NOT_FOUND` | the image is gone |
 * | `FOREIGN_IMAGE` | the image carries the marker of another resource |
 * | `IMAGE_TAKEN` | another entry of the state holds the image |
 * | `PROTECTED` | the image is protected from deletion |
 */
export type ErrorCode =
  | "CONFIGURATION"
  | "WRONG_PROJECT"
  | "INVALID_ARGUMENT"
  | "REFUSED"
  | "UNREACHABLE"
  | "OUTCOME_UNKNOWN"
  | "MALFORMED_ANSWER"
  | "JOB_FAILED"
  | "DEADLINE"
  | "CANCELLED"
  | "NOT_FOUND"
  | "FOREIGN_IMAGE"
  | "IMAGE_TAKEN"
  | "PROTECTED";

/** Facts about a failure, for tools. */
export interface ErrorFacts {
  readonly operation?: string;
  readonly httpStatus?: number;
  readonly serviceCode?: string;
  readonly requestId?: string;
  readonly jobId?: string;
  readonly imageId?: string;
}

/** The one error class of the provider. */
export class ImsError extends Error {
  readonly code: ErrorCode;
  readonly facts: ErrorFacts;

  constructor(code: ErrorCode, message: string, facts: ErrorFacts = {}, cause?: unknown) {
    super(message, cause === undefined ? undefined : { cause });
    this.name = "ImsError";
    this.code = code;
    this.facts = facts;
  }
}

export function hasCode(error: unknown, ...codes: readonly ErrorCode[]): error is ImsError {
  return error instanceof ImsError && codes.includes(error.code);
}

export function messageOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}
