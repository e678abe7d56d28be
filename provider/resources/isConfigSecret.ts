import * as pulumi from "@pulumi/pulumi";

/** Whether a value of the stack configuration was set with `--secret`; the SDK knows, and does not declare that it does. */
export function isConfigSecret(fullKey: string): boolean | undefined {
  const runtime: { readonly isConfigSecret?: (key: string) => boolean } = pulumi.runtime as object;
  return runtime.isConfigSecret?.(fullKey);
}
