import * as pulumi from "@pulumi/pulumi";
import { isRecord } from "../base/isRecord";
import { promiseOf } from "./promiseOf";

/** The tags in the program's order: maps lose the order of their keys on the way to the provider. */
export function tagOrders({ tags, dataImages }: pulumi.Inputs): pulumi.Inputs {
  return {
    __tagOrder: tags === undefined ? undefined : derived(tags, orderOf),
    __elementTagOrders: dataImages === undefined ? undefined : derived(dataImages, ordersOf),
  };
}

/** Keys of a map that is secret as a whole are secret, too; those of a map with a secret value are not. */
async function derived(input: unknown, change: (value: unknown) => unknown): Promise<unknown> {
  const value = change(await promiseOf(input));
  const isPlainMap = !(Array.isArray(input) || input instanceof Promise || pulumi.Output.isInstance(input));
  return !isPlainMap && (await pulumi.isSecret(pulumi.output(input))) ? pulumi.secret(value) : value;
}

function orderOf(tags: unknown): unknown {
  if (pulumi.isUnknown(tags)) return tags;
  return isRecord(tags) ? Object.keys(tags) : undefined;
}

function ordersOf(images: unknown): unknown {
  if (!Array.isArray(images)) return pulumi.isUnknown(images) ? images : undefined;
  return images.map((image: unknown) => (isRecord(image) ? (orderOf(image["tags"]) ?? []) : []));
}
