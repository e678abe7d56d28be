/**
 * A kind is one way to make an image, as data: what a program may say, what each argument means for an existing image,
 * and the call that makes it. The lifecycle works on kinds and knows none of them by name.
 */
import type { z } from "zod";
import type { ServiceImage } from "../ims/image";
import type { Operation } from "../ims/operation";
import type { Tag } from "../ims/tags";
import { placement } from "./placement";

/** One argument of a kind. */
export interface Field<Value = unknown, Required extends boolean = boolean> {
  readonly schema: z.ZodType<Value>;
  readonly required: Required;
  /** What another value means: `update` in place, `replace` the image, or `local`, which does not touch the image. */
  readonly onChange: "update" | "replace" | "local";
  /** What the service does when the argument is left out: writing it or dropping it is no difference. */
  readonly absent?: Value;
  /** True when dropping the argument never is a difference, because the image keeps what it got. */
  readonly keepsWhenAbsent?: true;
  /** How the image shows the value; missing when the service does not give it back. */
  readonly observe?: (image: ServiceImage) => Value;
  /** The attribute that PATCH changes, and the value that clears it. */
  readonly attribute?: { readonly name: string; readonly cleared: "remove" | number | string };
  /** True when an image that is taken over shall lose what the program does not declare. */
  readonly clearedWhenAdopted?: true;
  /** Longest made-up name, for the field that gets one when the program gives none. */
  readonly autonameLength?: number;
}

export type Fields = Readonly<Record<string, Field>>;

type ValueOf<F> = F extends Field<infer Value> ? Value : never;
type RequiredKeys<F extends Fields> = { [K in keyof F]: F[K] extends Field<unknown, true> ? K : never }[keyof F];

/** The checked arguments of a kind. */
export type ArgsOf<F extends Fields> = { readonly [K in RequiredKeys<F>]: ValueOf<F[K]> } & {
  readonly [K in Exclude<keyof F, RequiredKeys<F>>]?: ValueOf<F[K]> | undefined;
};

export interface KindSpec<F extends Fields> {
  /** The name of the loader entry, for ever: the class name with a small first letter. */
  readonly name: string;
  /** The class name, and the last part of the type token, for ever. */
  readonly type: string;
  /** The pages that describe the call, for the tables in the documentation. */
  readonly page: string;
  readonly fields: F;
  /** Arguments that other kinds have and this one cannot, each with the reason. */
  readonly refuses?: Readonly<Record<string, string>>;
  /** The job type that the call starts. */
  readonly jobType: string;
  /** How long the job took in the service's documents. */
  readonly typicalSeconds: number;
  readonly timeoutMinutes: { readonly create: number; readonly update: number; readonly delete: number };
  /** The call that makes the image. `tags` are the program's in its order, and the ownership marker. */
  readonly submit: (args: ArgsOf<F>, tags: readonly Tag[]) => Operation<string>;
}

/** A kind as the lifecycle sees it: its own arguments are opaque. */
export interface Kind extends Omit<KindSpec<Fields>, "submit"> {
  readonly submit: (args: Readonly<Record<string, unknown>>, tags: readonly Tag[]) => Operation<string>;
}

export function defineKind<const F extends Fields>(spec: KindSpec<F>): Kind {
  return {
    ...spec,
    fields: { ...spec.fields, ...placement },
    // The lifecycle hands over only what this kind's own schemas have accepted.
    submit: (args, tags) => spec.submit(args as ArgsOf<F>, tags),
  };
}
