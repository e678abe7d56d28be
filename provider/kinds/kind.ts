/**
 * A kind is one way to make an image, as data: what a program may say, what each argument means for an existing image,
 * and the call that makes it. The lifecycle works on kinds and knows none of them by name.
 */
import type { z } from "zod";
import type { ServiceImage } from "../ims/image";
import type { Operation, Submitted } from "../ims/operation";
import type { Tag } from "../ims/tags";

/** One argument of a kind. */
export interface Field<Value = unknown, Required extends boolean = boolean> {
  readonly schema: z.ZodType<Value>;
  readonly required: Required;
  /**
   * The meaning of another value: `update` in place, `replace` the image, `record` it for a later delete without touching
   * the image, or `local`, which is for the operation at hand only.
   */
  readonly onChange: "update" | "replace" | "record" | "local";
  /** The value that the service takes when the argument is left out: writing it or dropping it is no difference. */
  readonly absent?: Value;
  /** True when dropping the argument never is a difference, because the image keeps what it got. */
  readonly keepsWhenAbsent?: true;
  /** The form in which values are compared, where different words mean the same. */
  canonical?(value: Value): unknown;
  /** How the image shows the value; missing when the service does not give it back, undefined when this image cannot tell. */
  readonly observe?: (image: ServiceImage) => Value | undefined;
  /** The attribute that PATCH changes, and the value that clears it. */
  readonly attribute?: {
    readonly name: string;
    readonly cleared: "remove" | number | string | boolean;
    /** True when only the native call changes it. */
    readonly native?: true;
  };
  /** True when an image that is taken over shall lose what the program does not declare. */
  readonly clearedWhenAdopted?: true;
  /** True for a list of images, each with tags of its own. */
  readonly holdsImages?: true;
  /** Longest made-up name, for the field that gets one when the program gives none. */
  readonly autonameLength?: number;
}

export type Fields = Readonly<Record<string, Field>>;

/** Something that must hold between arguments; judged once all of them are known. */
export interface Rule<Args> {
  readonly about: readonly string[];
  /** The problem, or undefined. */
  problem(args: Args): string | undefined;
}

type ValueOf<F> = F extends Field<infer Value> ? Value : never;
type RequiredKeys<F extends Fields> = { [K in keyof F]: F[K] extends Field<unknown, true> ? K : never }[keyof F];

/** The checked arguments of a kind. */
export type ArgsOf<F extends Fields> = { readonly [K in RequiredKeys<F>]: ValueOf<F[K]> } & {
  readonly [K in Exclude<keyof F, RequiredKeys<F>>]?: ValueOf<F[K]> | undefined;
};

/** Limits of the connection to the service. */
export interface Limits {
  /** The largest body of a call. */
  readonly maxBodyBytes: number;
}

export interface KindSpec<F extends Fields> {
  /** The name of the loader entry, for ever: the class name with a small first letter. */
  readonly name: string;
  /** The class name, and the last part of the type token, for ever. */
  readonly type: string;
  /** The pages that describe the call, for the tables in the documentation. */
  readonly page: string;
  readonly fields: F;
  readonly rules?: readonly Rule<ArgsOf<F>>[];
  /** Warnings of a preview about arguments that are allowed and may not do what is hoped. */
  readonly warnings?: readonly Rule<ArgsOf<F>>[];
  /** Arguments that the call does not take: they are set on the image right after, as part of the same create. */
  readonly setAfter?: readonly string[];
  /** The body of the DELETE, for images that can take something with them. */
  deleteBody?(args: ArgsOf<F>): Readonly<Record<string, unknown>> | undefined;
  /** The source that makes one image only: a replacement from the same one has to delete the old image first. */
  readonly soleSource?: {
    readonly argument: string;
    /** Why nothing would be left to replace the image from, or undefined. */
    problem(args: ArgsOf<F>): string | undefined;
  };
  /** Arguments that other kinds have and this one cannot, each with the reason. */
  readonly refuses?: Readonly<Record<string, string>>;
  /** The job type that the call starts; none when it makes the image at once. */
  readonly jobType?: string;
  /**
   * How a new image carries the marker until it is handed over: as a tag in the body of the call, or as a property where
   * the call takes no tags. Such an image is looked up natively, because the extension list may not show it.
   */
  readonly markedBy?: "tag" | "property";
  /** Statuses in which the image is what was asked for; default `active`. */
  readonly readyStatuses?: readonly string[];
  /** How long the job took in the service's documents. */
  readonly typicalSeconds: number;
  readonly timeoutMinutes: { readonly create: number; readonly update: number; readonly delete: number };
  /** The call that makes the image. `tags` are the program's in its order, and the ownership marker. */
  submit(args: ArgsOf<F>, tags: readonly Tag[], place: { readonly projectId: string }): Operation<Submitted>;
  /** Throws what stands in the way on this machine, such as a file that is gone. Called before anything is sent. */
  prepare?(args: ArgsOf<F>, limits: Limits): Promise<void>;
  /** The second call, for kinds whose first one makes an empty record: it brings the file. */
  fill?(args: ArgsOf<F>, imageId: string): Operation<Submitted>;
}

/** A kind as the lifecycle sees it: its own arguments are opaque, and what it left out is filled in. */
export interface Kind extends KindSpec<Fields> {
  readonly rules: readonly Rule<ArgsOf<Fields>>[];
  readonly warnings: readonly Rule<ArgsOf<Fields>>[];
  readonly setAfter: readonly string[];
  readonly readyStatuses: readonly string[];
  readonly markedBy: "tag" | "property";
}
