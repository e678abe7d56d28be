import * as pulumi from "@pulumi/pulumi";
import { loaderOf } from "./loader";
import { warnOfOpenSecrets } from "./warnOfOpenSecrets";

/** What the provider needs beside the program's arguments: the resource's own name, its time-outs, and the loader. */
export function hiddenInputs(
  kind: string,
  type: string,
  name: string,
  options: pulumi.CustomResourceOptions,
): pulumi.Inputs {
  warnOfOpenSecrets();
  return {
    __urn: pulumi.createUrn(name, type, options.parent),
    __timeouts: options.customTimeouts,
    __provider: loaderOf(kind),
  };
}
