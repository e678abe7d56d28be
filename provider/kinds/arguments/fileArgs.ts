import type { Input } from "@pulumi/pulumi";

/** A file in object storage, of the classes that import one. */
export interface FileArgs {
  /**
   * The file as `<bucket>:<object>`: a bucket of the same region with the storage class Standard, no blanks in the name
   * of the object. Another value replaces the image. The service refuses a file that is not there or that it cannot read
   * (`IMG.0057`, `IMG.0121`), and a bucket of another region (`IMG.0058`).
   */
  readonly imageUrl: Input<string>;
  /**
   * Smallest disk of servers made from the image, in GB; more than the disk inside the file. Another value replaces the
   * image. The lower bound differs by cloud and system, the service refuses what is too small (`IMG.0055`).
   */
  readonly minDisk: Input<number>;
}
