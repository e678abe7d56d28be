import type { Input } from "@pulumi/pulumi";

/** How long an operation may take before it is given up; what was started goes on in the cloud and is picked up by the next `pulumi up`. */
export interface TimeoutArgs {
  /** For making the image, such as `45m` or `1h30m`. */
  readonly create?: string;
  /** For changing the image, and for finishing a create that was interrupted. */
  readonly update?: string;
  /** For deleting the image. */
  readonly delete?: string;
}

/** Where and how long: the arguments that every class takes. */
export interface PlacementArgs {
  /** Region of the image, such as `eu-de`. Default: the provider's region. Another value replaces the image. */
  readonly region?: Input<string>;
  /** Time-outs by operation, see {@link TimeoutArgs}. Default: the `customTimeouts` option, else generous times for the class. */
  readonly timeouts?: TimeoutArgs;
}

/** The life of images: the arguments that every class of images takes, sets of images too. */
export interface LifeArgs {
  /**
   * Whether the image, or every image of a set, is protected from deletion: by the console, by other tools and by this
   * provider. Default false. Changed in place; true is set at the very end of a create. As long as it is true, a destroy is
   * refused, and so is a preview in which another argument would replace the image or a set would drop one: set it to
   * false and run `pulumi up` first. The option `retainOnDelete`, set by an `up` before the replacement, keeps the old image
   * instead. An explicit false also lifts a protection that somebody has set in the console, with `pulumi up --refresh`.
   */
  readonly protected?: Input<boolean>;
  /**
   * Texts by names of your own, of at most 4,096 bytes in all, that ask for a new image: another value, a new name or a
   * dropped one replaces the image, or every image of a set. Default none, which `{}` means, too. They stay in the state
   * of Pulumi and never reach the service. `triggers: { release: version }` makes a new image from the same server for each
   * release; a hash of a file does the same for its content. Pulumi has two ways beside it: the option
   * `replacementTrigger`, and `pulumi up --replace <urn>` for a single time.
   */
  readonly triggers?: Input<Record<string, Input<string>>>;
}

/** The arguments that every class of single images takes. */
export interface CommonArgs extends PlacementArgs, LifeArgs {
  /**
   * Name of the image: 1 to 128 characters without a blank at either end. Default: the resource's name and a random
   * suffix. Changed in place. The service refuses some characters (`IMG.0003`).
   */
  readonly name?: Input<string>;
  /** Purpose of the image: at most 1,024 characters, no line breaks, no `<` and `>`. Default empty. Changed in place. */
  readonly description?: Input<string>;
  /**
   * Tags as a map from key to value, such as `{ team: "base", release: "42" }`; at most 19 (9 on Open Telekom Cloud),
   * because the service allows one more and the ownership marker takes it. Keys have 1 to 128 characters without `=`,
   * values up to 255; Open Telekom Cloud allows 36 and 43, letters, digits, `_` and `-`. Changed in place.
   */
  readonly tags?: Input<Record<string, Input<string>>>;
  /** Enterprise project of the image: a UUID, or `0` for the default project. Default `0`. Changed in place. */
  readonly enterpriseProjectId?: Input<string>;
}
