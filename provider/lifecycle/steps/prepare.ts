import type { Work } from "../context/resourceContext";
import { argsOf } from "../inputs/args";

/** Throws what stands in the way of the kind's calls on this machine. */
export async function prepare({ kind, cloud, entry }: Pick<Work, "kind" | "cloud" | "entry">): Promise<void> {
  await kind.prepare?.(argsOf(kind, entry.inputs), { maxBodyBytes: cloud.maxBodyBytes ?? Number.POSITIVE_INFINITY });
}
