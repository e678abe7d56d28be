/** diff of a set: the arguments as for single images; a member that is missing or not finished is a change. */
import type { Member, SetKind } from "../../kinds/sets/setKind";
import { argsOf } from "../inputs/args";
import { topOf } from "../inputs/changedPaths";
import { changesProtection, changesRetention } from "../inputs/protection";
import { sameValue } from "../inputs/sameValue";
import type { ClaimedImages } from "../ownership/claimedImages";
import { type Properties, readStoredImage } from "../state/stored";
import { type Difference, differenceOf } from "../verbs/diff";
import { isUnlikeItsSet, refuseToLoseMembers, refuseToReplaceSet } from "./protectedMembers";
import { isTaken, mainMember, readSet, type StoredSet } from "./storedSet";

export function diffSet(kind: SetKind, olds: Properties, news: Properties, claimedImages: ClaimedImages): Difference {
  const known = readSet(olds);
  const stored = known && { ...known, members: known.members.filter((member) => !isTaken(member, claimedImages)) };
  for (const { properties } of stored?.members ?? []) {
    const entry = readStoredImage(properties);
    if (entry !== undefined && entry.phase !== "failed") claimedImages.note(entry.imageId, entry.nonce);
  }
  if (kind.main && stored && hasLostMain(kind, stored)) return { changes: true, replaces: ["status"] };
  const { replaces, changed, isTouched } = differenceOf(kind, olds, news);
  if (replaces.length > 0) {
    if (stored) refuseToReplaceSet(kind, stored, olds, news);
    return { replaces, changed };
  }
  if (stored && changed.some(({ path }) => kind.fields[topOf(path)]?.holdsImages))
    refuseToLoseMembers(kind, stored, news);
  if (stored?.phase !== "done" || stored.members.length < (known?.members.length ?? 0))
    return { changes: true, says: continuation };
  if (isTouched) return { changed };
  if (changesRetention(olds, news)) return { changes: true };
  const isSettled =
    kind.members(argsOf(kind, news)).every((member) => isAsWanted(member, stored)) &&
    !stored.members.some((member) => isUnlikeItsSet(kind, member, news));
  return { changes: !isSettled };
}

const continuation = "not all images of this set are finished: this update waits for them and makes what is missing";

/** The arguments of the set cannot show two images that differ in what is one argument for all. */
function isAsWanted({ source, kind, args }: Member, { members }: StoredSet): boolean {
  const known = members.find((member) => member.source === source)?.properties ?? {};
  if (changesProtection(kind.fields, known, args)) return false;
  return Object.entries(kind.fields).every(
    ([key, field]) => field.onChange !== "update" || sameValue(field, known[key], args[key]),
  );
}

/** The resource is known by its main image: what came with one that is gone goes with it. */
function hasLostMain(kind: SetKind, stored: StoredSet): boolean {
  const main = mainMember(kind, stored);
  return main === undefined || readStoredImage(main.properties)?.phase === "failed";
}
