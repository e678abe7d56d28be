// Runs a rule that the extension calls have, too; its refusals turn into those of the native calls.
import { glanceError } from "../errors";
import { ServiceError } from "../serviceError";

export function asNative<T>(rule: () => T): T {
  try {
    return rule();
  } catch (error) {
    if (error instanceof ServiceError && error.refusal.dialect === "ims")
      throw glanceError(error.status, error.message);
    throw error;
  }
}
