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

/** The arguments that every class of single images takes. */
export interface CommonArgs extends PlacementArgs {
  /**
   * Name of the image: 1 to 128 characters without a blank at either end. Default: the resource's name and a random
   * suffix. Changed in place. The service refuses some characters (`IMG.0003`).
   */
  readonly name?: Input<string>;
  /** What the image is for: at most 1,024 characters, no line breaks, no `<` and `>`. Default empty. Changed in place. */
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
