import type { Input } from "@pulumi/pulumi";

/** Arguments of the classes of full-server images. */
export interface WholeImageArgs {
  /**
   * Whether the backup behind the image is deleted together with it. Default false: the backup stays. A preview warns
   * when it is true. Changing it does not touch the image.
   */
  readonly deleteBackup?: Input<boolean>;
}
