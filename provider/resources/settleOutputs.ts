import * as pulumi from "@pulumi/pulumi";
import { sdkOutput } from "./sdkOutput";

/**
 * The outputs of arguments that are undefined: a preview takes an output for unknown when the provider returns no value,
 * although it is known that there will be none.
 */
export function settleOutputs(
  resource: pulumi.Resource,
  keys: readonly string[],
  given: Readonly<Record<string, unknown>>,
): void {
  const outputs: Record<string, unknown> = Object.fromEntries(Object.entries(resource));
  const settled = keys
    .filter((key) => mayBeUndefined(given[key]) && pulumi.Output.isInstance(outputs[key]))
    .map((key) => [key, settle(pulumi.output(outputs[key]), given[key])] as const);
  Object.assign(resource, Object.fromEntries(settled));
}

function mayBeUndefined(argument: unknown): boolean {
  return argument === undefined || argument instanceof Promise || pulumi.Output.isInstance(argument);
}

function settle(output: pulumi.Output<unknown>, argument: unknown): pulumi.Output<unknown> {
  const choose = ([value, given]: readonly unknown[]) =>
    pulumi.isUnknown(value) && given === undefined ? undefined : output;
  return sdkOutput(pulumi.all([output, argument])).apply((both) => choose(both as readonly unknown[]), true);
}
