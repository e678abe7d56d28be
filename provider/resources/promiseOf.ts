import { sdkOutput } from "./sdkOutput";

/**
 * The value of an input without its dependencies, `pulumi.unknown` while it is not known. A hidden input must depend on
 * nothing: with the dependencies of its parent, a component would wait for its own children.
 */
export function promiseOf(input: unknown): Promise<unknown> {
  return new Promise((resolve) => sdkOutput(input).apply(resolve, true));
}
