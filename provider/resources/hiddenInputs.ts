import * as pulumi from "@pulumi/pulumi";
import { promiseOf } from "./promiseOf";
import { secretPaths } from "./secretPaths";
import { tagOrders } from "./tagOrders";

/**
 * The inputs that the provider needs beside the program's arguments. They depend on nothing, and a preview has them
 * exactly as the update will have them, because a saved plan compares them.
 */
export function hiddenInputs({ type, name, props, opts }: pulumi.ResourceTransformationArgs): pulumi.Inputs {
  const options: pulumi.CustomResourceOptions = opts;
  return {
    __urn: promiseOf(pulumi.createUrn(name, type, options.parent)),
    __timeouts: options.customTimeouts,
    __retain: options.retainOnDelete === true ? true : undefined,
    __secrets: secretPaths(props),
    ...tagOrders(props),
    // The check uses these two and keeps them out of the state.
    __preview: pulumi.runtime.isDryRun() ? true : undefined,
    __ignoreChanges: options.ignoreChanges,
  };
}
