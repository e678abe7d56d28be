import { isRecord } from "../../base/isRecord";
import type { ServiceImage } from "../../ims/image";
import type { Kind } from "../../kinds/kind";
import type { SetKind } from "../../kinds/sets/setKind";
import type { Properties } from "../state/stored";

/** @param ignored keys, and beginnings of keys with `*` behind them */
export function ignores(ignored: readonly string[], key: string): boolean {
  return ignored.some((one) => (one.endsWith("*") ? key.startsWith(one.slice(0, -1)) : key === one));
}

/** The kind for which these tags of an image are not there: they are no drift, and nothing removes them. */
export function withIgnoredTags(kind: Kind, ignored: readonly string[]): Kind {
  const { tags } = kind.fields;
  if (ignored.length === 0 || tags === undefined) return kind;
  const observe = (image: ServiceImage) => {
    const seen = tags.observe?.(image);
    return isRecord(seen) ? Object.fromEntries(Object.entries(seen).filter(([key]) => !ignores(ignored, key))) : seen;
  };
  return { ...kind, fields: { ...kind.fields, tags: { ...tags, observe } } };
}

export function leavingTagsOfSet(kind: SetKind, ignored: readonly string[]): SetKind {
  if (ignored.length === 0) return kind;
  const { undeclared } = kind;
  const ofMember = <M extends { readonly kind: Kind }>(member: M): M => ({
    ...member,
    kind: withIgnoredTags(member.kind, ignored),
  });
  return {
    ...kind,
    memberKinds: kind.memberKinds.map((one) => withIgnoredTags(one, ignored)),
    members: (args) => kind.members(args).map(ofMember),
    ...(undeclared && { undeclared: (image: ServiceImage, args: Properties) => ofMember(undeclared(image, args)) }),
  };
}
