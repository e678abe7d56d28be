import { ImsError, messageOf } from "./errors";

/** Why a look failed: the same words for the same trouble, so without request ids and numbers of attempts. */
export function shortly(error: unknown): string {
  if (!(error instanceof ImsError)) return messageOf(error);
  const { httpStatus, serviceCode } = error.facts;
  return ["no answer", httpStatus === undefined ? "" : `HTTP ${httpStatus}`, serviceCode].filter(Boolean).join(" ");
}
