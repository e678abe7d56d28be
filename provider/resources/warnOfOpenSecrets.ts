import * as pulumi from "@pulumi/pulumi";
import { type Key, keys, type Setting } from "../config/keys";
import { isConfigSecret } from "./isConfigSecret";

/** The root resources of the runs that were warned: one process may run programs of several stacks, and of one several times. */
const warned = new WeakSet<object>();
const noStack = {};

/** Warns once in each run of secrets that were set without `--secret`: everybody who can read the stack's file can read them. */
export function warnOfOpenSecrets(): void {
  const run = pulumi.runtime.getStackResource() ?? noStack;
  if (warned.has(run)) return;
  warned.add(run);
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
