/** diff: pure; what is stored against what is wanted. */
import { ImsError } from "../../base/errors";
import type { Kind } from "../../kinds/kind";
import { changedPaths, type PathChange, pathOf } from "../inputs/changedPaths";
import { differs } from "../inputs/differs";
import {
  certainlyReplace,
  changesRetention,
  isProtected,
  isRetained,
  protectedFromReplacement,
} from "../inputs/protection";
import { sameValue } from "../inputs/sameValue";
import type { ClaimedImages } from "../ownership/claimedImages";
import { secretPathsOf } from "../state/secrets";
import { type Properties, readStoredImage, type StoredImage } from "../state/stored";
import { isUnknown } from "../state/unknowns";

/** `changes` is left out where the engine shall compare the inputs itself, for a proper preview and `replaceOnChanges`. */
export interface Difference {
  readonly changes?: boolean;
  readonly replaces?: string[];
  /** True where the source of the old image cannot make another one while the old one is there. */
  readonly deleteBeforeReplace?: boolean;
  /** The differences, without hidden inputs. */
  readonly changed?: readonly PathChange[];
  /** A word for the preview. */
  readonly says?: string;
}

export function diff(kind: Kind, olds: Properties, news: Properties, claimedImages: ClaimedImages): Difference {
  const entry = readStoredImage(olds);
  // The image was handed to the resource that has the name of this one now: it needs an image of its own.
  if (entry && claimedImages.belongsToAnother(entry.imageId, entry.nonce))
    return { changes: true, replaces: ["status"] };
  const first = keepsSoleSource(kind, olds, news) ? { deleteBeforeReplace: true } : {};
  if (entry?.phase === "failed") return { changes: true, replaces: ["status"], ...first };
  if (entry) claimedImages.note(entry.imageId, entry.nonce);
  const { replaces, changed, isTouched } = differenceOf(kind, olds, news);
  if (replaces.length > 0) {
    if (entry?.phase === "done" && isProtected(olds)) refuseToReplace(kind, entry, olds, news);
    if (first.deleteBeforeReplace) refuseToLoseSource(kind, olds, replaces);
    return { replaces, changed, ...first };
  }
  if (entry?.phase === "pending") return { changes: true, says: continuation(entry) };
  if (isTouched) return { changed, ...first };
  return { changes: changesRetention(olds, news) };
}

interface FieldDifference {
  /** Names of the arguments whose change replaces the resource. */
  readonly replaces: string[];
  readonly changed: readonly PathChange[];
  /** False when only the operation at hand differs. */
  readonly isTouched: boolean;
}

/** How the wanted arguments differ from the stored ones, for single images and sets alike. */
export function differenceOf({ fields }: Pick<Kind, "fields">, olds: Properties, news: Properties): FieldDifference {
  const differing = Object.entries(fields).filter(([key, field]) => differs(key, field, olds, news));
  const replaces = differing.filter(([, { onChange }]) => onChange === "replace").map(([key]) => key);
  const ofValues = differing.flatMap(([key]) => {
    const paths = changedPaths(key, olds[key], news[key]);
    return paths.length > 0 ? paths : [{ path: key, kind: "update" as const }];
  });
  const ofSecrets = changedSecrets(olds, news).filter(({ path }) => !ofValues.some((one) => one.path === path));
  const isTouched = ofSecrets.length > 0 || differing.some(([, { onChange }]) => onChange !== "local");
  return { replaces, changed: [...ofValues, ...ofSecrets], isTouched };
}

/** A value that became a secret, or is none any more, has to reach the outputs, which show it or leave it out. */
function changedSecrets(olds: Properties, news: Properties): PathChange[] {
  if (isUnknown(news["__secrets"])) return [];
  const [before, now] = [olds, news].map((inputs) => secretPathsOf(inputs).map(pathOf));
  const changed = [...(before ?? []), ...(now ?? [])].filter(
    (path) => !(before?.includes(path) && now?.includes(path)),
  );
  return changed.map((path) => ({ path, kind: "update" }));
}

function continuation({ imageId, jobId }: StoredImage): string {
  const begun = imageId === undefined ? `job ${jobId}` : `image ${imageId}`;
  return `the last run was interrupted: this update waits for ${begun} and finishes it`;
}

function keepsSoleSource({ soleSource, fields }: Kind, olds: Properties, news: Properties): boolean {
  const field = soleSource && fields[soleSource.argument];
  return field !== undefined && sameValue(field, olds[soleSource?.argument ?? ""], news[soleSource?.argument ?? ""]);
}

function refuseToReplace(kind: Kind, { imageId }: StoredImage, olds: Properties, news: Properties): void {
  const certain = certainlyReplace(kind.fields, olds, news);
  if (certain.length === 0 || isRetained(olds)) return;
  throw protectedFromReplacement(kind, certain, [imageId ?? ""]);
}

/** Said at the preview: the old image would be deleted with what the new one is to be made from. */
function refuseToLoseSource({ type, soleSource }: Kind, olds: Properties, replaces: readonly string[]): void {
  const problem = soleSource?.problem(olds);
  if (problem === undefined) return;
  throw new ImsError("INVALID_ARGUMENT", `A change of ${replaces.join(", ")} replaces this ${type}, but ${problem}`);
}
