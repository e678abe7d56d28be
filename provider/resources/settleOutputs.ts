import * as pulumi from "@pulumi/pulumi";
import { sdkOutput } from "./sdkOutput";

/**
 * The outputs of arguments that the program left out: a preview takes an output for unknown when the provider returns no
 * value, although it is known that there will be none.
 */
export function settleOutputs(
  resource: pulumi.Resource,
  keys: readonly string[],
  given: Readonly<Record<string, unknown>>,
): void {
  const outputs: Record<string, unknown> = Object.fromEntries(Object.entries(resource));
  const leftOut = keys.filter((key) => given[key] === undefined && pulumi.Output.isInstance(outputs[key]));
  const known = (value: unknown) => (pulumi.isUnknown(value) ? undefined : value);
  const settled = leftOut.map((key) => [key, sdkOutput(outputs[key]).apply(known, true)] as const);
  Object.assign(resource, Object.fromEntries(settled));
}
