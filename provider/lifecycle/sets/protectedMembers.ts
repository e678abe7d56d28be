/** Members of a set whose protection stands in the way of a change, or is not yet as the program says. */
import { ImsError } from "../../base/errors";
import type { Member, SetKind } from "../../kinds/sets/setKind";
import { argsOf } from "../inputs/args";
import {
  certainlyReplace,
  changesProtection,
  isProtected,
  isRetained,
  liftFirst,
  protectedFromReplacement,
} from "../inputs/protection";
import { sameValue } from "../inputs/sameValue";
import { type Properties, readStoredImage } from "../state/stored";
import { holdsUnknown } from "../state/unknowns";
import { memberKind, type StoredMember, type StoredSet } from "./storedSet";

/** A member that was not handed over is deleted whatever protects it. */
function isGuarded({ properties }: StoredMember): boolean {
  return readStoredImage(properties)?.phase === "done" && isProtected(properties);
}

export function refuseToReplaceSet(kind: SetKind, stored: StoredSet, olds: Properties, news: Properties): void {
  const certain = certainlyReplace(kind.fields, olds, news);
  const guarded = stored.members.filter(isGuarded);
  if (certain.length === 0 || guarded.length === 0 || isRetained(olds)) return;
  throw protectedFromReplacement(kind, certain, guarded.map(imageIdOf));
}

/** The members that an update deletes: those that are not declared any more, and those that are to be made anew. */
export function refuseToLoseMembers(kind: SetKind, stored: StoredSet, news: Properties): void {
  const args = argsOf(kind, news);
  if (holdsUnknown(args)) return;
  const wanted = kind.members(args);
  const stays = (member: StoredMember) =>
    member.undeclared || wanted.some((one) => one.source === member.source && !isOther(member, one));
  const [lost] = stored.members.filter((member) => isGuarded(member) && !stays(member));
  if (lost === undefined) return;
  const imageId = imageIdOf(lost);
  const text = `This change deletes the image of ${lost.source}, but image ${imageId} is protected. ${liftFirst}`;
  throw new ImsError("PROTECTED", text, { imageId });
}

/** Made in another way, or with another value of an argument that cannot be changed: the source alone does not tell. */
export function isOther(known: StoredMember, { kind, args }: Member): boolean {
  const fixed = Object.entries(kind.fields).filter(([, { onChange }]) => onChange === "replace");
  return known.kind !== kind.name || fixed.some(([key, field]) => !sameValue(field, known.properties[key], args[key]));
}

/** True for an image that nobody declared and whose protection is not what the program says of the whole set. */
export function isUnlikeItsSet(kind: SetKind, member: StoredMember, news: Properties): boolean {
  if (!member.undeclared) return false;
  return changesProtection(memberKind(kind, member).fields, member.properties, news);
}

function imageIdOf({ properties }: StoredMember): string {
  return readStoredImage(properties)?.imageId ?? "";
}
