import * as pulumi from "@pulumi/pulumi";
import { type Key, keys, type Setting } from "../config/keys";
import { isConfigSecret } from "./isConfigSecret";

let isDone = false;

/** Whoever can read the stack's file can read a secret that was put there without `--secret`. Said once for a program. */
export function warnOfOpenSecrets(): void {
  if (isDone) return;
  isDone = true;
  const stack = new pulumi.Config("ims");
  for (const key of Object.keys(keys) as Key[]) {
    const isOpen =
      (keys[key] as Setting).secret && stack.get(key) !== undefined && isConfigSecret(`ims:${key}`) === false;
    if (isOpen) {
      void pulumi.log.warn(
        `ims:${key} stands in the stack configuration in clear text, and so in the state: everybody who can read either can use it. ` +
          `Set it again with \`pulumi config set --secret ims:${key}\`, and replace the value, which has been seen.`,
      );
    }
  }
}
