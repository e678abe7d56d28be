import type { Input } from "@pulumi/pulumi";

/** Arguments of the classes that begin with an image record. */
export interface RecordArgs {
  /**
   * Name of the image: 1 to 255 characters without a blank at either end; with more than 128, which only the native calls
   * take, a preview warns. Default: the resource's name and a random suffix. Changed in place.
   */
  readonly name?: Input<string>;
  /** Format of the file that follows. Default `zvhd2`. Another value replaces the image. */
  readonly diskFormat?: Input<"zvhd2" | "vhd" | "zvhd" | "raw" | "iso" | "qcow2">;
  /** Always `bare`, the default. */
  readonly containerFormat?: Input<"bare">;
  /** Always `private`, the default. */
  readonly visibility?: Input<"private">;
}
