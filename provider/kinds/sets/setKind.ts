/**
 * A kind whose resource is several images made by one call or few. Each image is a member with a kind of its own, and is
 * read, changed and deleted as a resource of that kind would be; only making them is common.
 */
import type { ServiceImage } from "../../ims/image";
import type { Operation, Submitted } from "../../ims/operation";
import type { Tag } from "../../ims/tags";
import { lifeFields } from "../arguments/lifeFields";
import { placement } from "../arguments/placement";
import type { ArgsOf, Fields, Kind, Rule } from "../kind";

export interface Member {
  /** The source of the image, such as `volume,<id>`: unique in the set, it tells members apart for ever. */
  readonly source: string;
  readonly kind: Kind;
  /** The arguments of the member's kind. */
  readonly args: Readonly<Record<string, unknown>>;
  /** Which element of the list it is, for members that stand in one. */
  readonly element?: number;
}

export interface MemberToMake extends Member {
  /** The program's tags and the ownership marker. */
  readonly tags: readonly Tag[];
}

/** A call and the sources of the members that it makes. */
export interface SetCall {
  readonly operation: Operation<Submitted>;
  readonly sources: readonly string[];
}

export interface SetKindSpec<F extends Fields> {
  readonly name: string;
  readonly type: string;
  readonly page: string;
  readonly fields: F;
  readonly rules?: readonly Rule<ArgsOf<F>>[];
  readonly warnings?: readonly Rule<ArgsOf<F>>[];
  readonly refuses?: Readonly<Record<string, string>>;
  readonly jobType: string;
  readonly typicalSeconds: number;
  readonly timeoutMinutes: { readonly create: number; readonly update: number; readonly delete: number };
  /** The kinds that members can have: state names them. */
  readonly memberKinds: readonly Kind[];
  members(args: ArgsOf<F>): readonly Member[];
  /** The source of the one image that the resource is known by, for kinds that have one: without it there is no resource. */
  main?(args: ArgsOf<F>): string;
  /** How an image is recorded that a job has made and nobody declared; missing where no job does. */
  undeclared?(image: ServiceImage, args: ArgsOf<F>): Member;
  /** The calls that make these members and no others. */
  calls(args: ArgsOf<F>, members: readonly MemberToMake[]): readonly SetCall[];
  /** The program's arguments with what the members show instead of what was declared. */
  observedInputs(
    args: ArgsOf<F>,
    shown: (source: string) => Readonly<Record<string, unknown>> | undefined,
  ): Readonly<Record<string, unknown>>;
}

/** A kind of sets as the lifecycle sees it. */
export interface SetKind extends SetKindSpec<Fields> {
  readonly rules: readonly Rule<ArgsOf<Fields>>[];
  readonly warnings: readonly Rule<ArgsOf<Fields>>[];
}

export function defineSetKind<const F extends Fields>(spec: SetKindSpec<F>): SetKind {
  const fields = { ...spec.fields, ...lifeFields, ...placement };
  const kind: SetKind = { rules: [], warnings: [], ...spec, fields };
  const { undeclared } = kind;
  return {
    ...kind,
    members: (args) => kind.members(args).map((member) => withLife(member, args)),
    ...(undeclared && { undeclared: (image: ServiceImage, args: Args) => withLife(undeclared(image, args), args) }),
    observedInputs: (args, shown) => ({
      ...kind.observedInputs(args, shown),
      ...shownOfAny(
        "protected",
        args,
        kind.members(args).map(({ source }) => shown(source)),
      ),
    }),
  };
}

type Args = Readonly<Record<string, unknown>>;

/** Protection and triggers of the set hold for each of its images. */
function withLife(member: Member, args: Args): Member {
  const life = Object.entries(args).filter(([key]) => Object.hasOwn(lifeFields, key));
  return { ...member, args: { ...member.args, ...Object.fromEntries(life) } };
}

/** Of what a member shows, the arguments that the program has declared. */
export function pickShown<Args extends object>(
  declared: Args,
  shown: Readonly<Record<string, unknown>> | undefined,
): Partial<Args> {
  return Object.fromEntries(
    Object.entries(shown ?? {}).filter(([key]) => Object.hasOwn(declared, key)),
  ) as Partial<Args>;
}

/** An argument that is one for all images of a set: another value that any of them shows counts. */
export function shownOfAny(
  key: "enterpriseProjectId" | "protected",
  declared: Args,
  images: readonly (Args | undefined)[],
): Args {
  const values = images.map((image) => image?.[key]);
  const other = values.find((value) => value !== undefined && value !== declared[key]);
  return other === undefined ? {} : { [key]: other };
}
