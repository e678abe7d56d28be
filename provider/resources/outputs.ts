import type * as pulumi from "@pulumi/pulumi";

/** Every argument as an output under its own name; an argument that was left out is known to be undefined. */
export type Outputs<Args> = {
  readonly [Key in keyof Args as Exclude<Key, "timeouts">]-?: pulumi.Output<pulumi.Unwrap<Args[Key]>>;
};
