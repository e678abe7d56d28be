import type { Input } from "@pulumi/pulumi";

/** Memory limits, of the classes whose images can have them. */
export interface MemoryArgs {
  /** Smallest memory of servers made from the image, in MB. Default 0, no limit. Changed in place. */
  readonly minRam?: Input<number>;
  /** Largest memory of servers made from the image, in MB. Default: no limit. Changed in place. */
  readonly maxRam?: Input<number>;
}
