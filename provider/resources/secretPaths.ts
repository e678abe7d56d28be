import * as pulumi from "@pulumi/pulumi";
import { isRecord } from "../base/isRecord";
import { sdkOutput } from "./sdkOutput";

/** The way to a value: the argument, then keys of maps and positions in lists. */
type Path = readonly (string | number)[];

/**
 * The paths of the arguments that the program has marked as secret. The engine marks the outputs of the same name, and the
 * provider leaves these values out of every other output. Undefined when there are none.
 */
export async function secretPaths(args: pulumi.Inputs): Promise<readonly Path[] | typeof pulumi.unknown | undefined> {
  // An output that is not known does not say yet whether it is secret.
  if (pulumi.runtime.isDryRun() && !(await sdkOutput(args).isKnown)) return pulumi.unknown;
  const paths = await secretsIn(args, []);
  if (paths.length === 0) return undefined;
  // Another order of the arguments in the program is no difference.
  return paths.toSorted((a, b) => (JSON.stringify(a) < JSON.stringify(b) ? -1 : 1));
}

async function secretsIn(value: unknown, path: Path): Promise<Path[]> {
  if (pulumi.Output.isInstance(value) || value instanceof Promise) {
    return (await pulumi.isSecret(pulumi.output(value))) ? [path] : [];
  }
  const found = await Promise.all(partsOf(value).map(([key, part]) => secretsIn(part, [...path, key])));
  return found.flat();
}

function partsOf(value: unknown): (readonly [key: string | number, part: unknown])[] {
  if (Array.isArray(value)) return value.map((part: unknown, index) => [index, part]);
  return isRecord(value) ? Object.entries(value) : [];
}
