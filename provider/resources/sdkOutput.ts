import * as pulumi from "@pulumi/pulumi";

/** Members of an output of the SDK that its declaration leaves out. */
interface SdkOutput {
  readonly isKnown: Promise<boolean>;
  /** @param runWithUnknowns whether `use` gets `pulumi.unknown`, too, for a value that is not known; its result is known */
  apply<Result>(use: (value: unknown) => Result, runWithUnknowns: boolean): pulumi.Output<Result>;
}

export function sdkOutput(input: unknown): SdkOutput {
  return pulumi.output(input) as unknown as SdkOutput;
}
