// A seed document of the user laid over the default one: entries with the same name or id replace, the rest adds.
import { type Seed, type SeedDocument, seedSchema } from "./seedSchema";

function mergeLists<T>(base: readonly T[] = [], over: readonly T[] = [], keyOf: (entry: T) => unknown): T[] {
  const replaced = new Set(over.map(keyOf));
  return [...base.filter((entry) => !replaced.has(keyOf(entry))), ...over];
}

export function mergeSeeds(base: SeedDocument, over: SeedDocument = {}): Seed {
  if (over.replaceDefault) return seedSchema.parse(over);
  return seedSchema.parse({
    accounts: mergeLists(base.accounts, over.accounts, (entry) => entry.name),
    servers: mergeLists(base.servers, over.servers, (entry) => entry.id),
    volumes: mergeLists(base.volumes, over.volumes, (entry) => entry.id),
    buckets: mergeLists(base.buckets, over.buckets, (entry) => entry.name),
    keys: mergeLists(base.keys, over.keys, (entry) => entry.id),
    vaults: mergeLists(base.vaults, over.vaults, (entry) => entry.id),
    backups: mergeLists(base.backups, over.backups, (entry) => entry.id),
    images: mergeLists(base.images, over.images, (entry) => entry.id ?? entry),
    quotas: { ...base.quotas, ...over.quotas },
    deleteSeconds: over.deleteSeconds ?? base.deleteSeconds,
    listLagSeconds: over.listLagSeconds ?? base.listLagSeconds,
    searchLagSeconds: over.searchLagSeconds ?? base.searchLagSeconds,
  });
}
