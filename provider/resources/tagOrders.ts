import * as pulumi from "@pulumi/pulumi";
import { isRecord } from "../base/isRecord";
import { promiseOf } from "./promiseOf";

/** The tags in the program's order: maps lose the order of their keys on the way to the provider. */
export function tagOrders({ tags, dataImages }: pulumi.Inputs): pulumi.Inputs {
  return {
    __tagOrder: tags === undefined ? undefined : promiseOf(tags).then(orderOf),
    __elementTagOrders: dataImages === undefined ? undefined : promiseOf(dataImages).then(ordersOf),
  };
}

function orderOf(tags: unknown): unknown {
  if (pulumi.isUnknown(tags)) return tags;
  return isRecord(tags) ? Object.keys(tags) : undefined;
}

function ordersOf(images: unknown): unknown {
  if (!Array.isArray(images)) return pulumi.isUnknown(images) ? images : undefined;
  return images.map((image: unknown) => (isRecord(image) ? (orderOf(image["tags"]) ?? []) : []));
}
