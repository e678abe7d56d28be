/** Whether an image is deleted: what the flags say, or what the user answers. */
import type { FoundImage } from "./findImages";
import { protectionOf } from "./removeFound";

export interface DeleteOptions {
  readonly delete: boolean;
  /** Without a question. */
  readonly yes: boolean;
  /** With `yes`: finished images too. In any case: those that are kept on purpose. */
  readonly finished: boolean;
  /** With `yes`: also images of resources that none of the states has. */
  readonly unknownResources: boolean;
  /** Images of other states count as orphans. */
  readonly otherStates: boolean;
}

export type Decision = { readonly delete: true } | { readonly delete: false; readonly reason?: string };

export async function decide(
  found: FoundImage,
  options: DeleteOptions,
  confirm: (found: FoundImage) => Promise<boolean>,
): Promise<Decision> {
  if (!options.delete) return { delete: false };
  const reason = objections.find(({ applies }) => applies(found, options))?.reason ?? protectionOf(found);
  if (reason !== undefined) return { delete: false, reason };
  if (options.yes || (await confirm(found))) return { delete: true };
  return { delete: false, reason: "as you said" };
}

interface Objection {
  readonly reason: string;
  applies(found: FoundImage, options: DeleteOptions): boolean;
}

/** Images that the flags do not cover. */
const objections: readonly Objection[] = [
  {
    reason: "of another state (--other-states)",
    applies: ({ standing }, { otherStates }) => standing === "of another state" && !otherStates,
  },
  {
    reason: "on purpose (--finished)",
    applies: ({ standing }, { finished }) => standing === "kept on purpose" && !finished,
  },
  {
    reason: "of a resource that none of these states has (--unknown-resources)",
    applies: ({ standing, urn }, { yes, unknownResources }) =>
      yes && !unknownResources && urn === undefined && standing !== "of another state",
  },
  {
    reason: "finished (--finished, or without --yes by an answer)",
    applies: ({ marker }, { yes, finished }) => yes && !finished && marker.state === "owned",
  },
];
