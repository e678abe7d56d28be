/** Whether an orphan is deleted: what the flags say, or what the user answers. */
import type { Orphan } from "./findOrphans";
import { protectionOf } from "./removeOrphan";

export interface Wishes {
  readonly delete: boolean;
  readonly yes: boolean;
  /** With `yes`: also images of resources that none of the states has. */
  readonly unknownResources: boolean;
}

export type Decision = { readonly delete: true } | { readonly delete: false; readonly reason?: string };

export async function decide(
  orphan: Orphan,
  wishes: Wishes,
  confirm: (orphan: Orphan) => Promise<boolean>,
): Promise<Decision> {
  if (!wishes.delete) return { delete: false };
  const protection = protectionOf(orphan);
  if (protection !== undefined) return { delete: false, reason: protection };
  if (!wishes.yes) return (await confirm(orphan)) ? { delete: true } : { delete: false, reason: "as you said" };
  if (orphan.urn !== undefined || wishes.unknownResources) return { delete: true };
  return { delete: false, reason: "of a resource that none of these states has (--unknown-resources)" };
}
