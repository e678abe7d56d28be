/** How a class registers itself with the engine: its inputs, its declared outputs and the options of the SDK. */
import * as pulumi from "@pulumi/pulumi";
import { afterTransformations } from "./afterTransformations";
import { hiddenInputs } from "./hiddenInputs";
import { loaderOf } from "./loader";
import { requireInstallation } from "./requireInstallation";
import { warnOfOpenSecrets } from "./warnOfOpenSecrets";

/** Facts about a class that its base needs. */
export interface ClassSpec<Argument extends string = string> {
  /** Name of the loader entry, a permanent contract: the class name with a small first letter. */
  readonly kind: string;
  /** The class name, the last part of the type token, a permanent contract. */
  readonly type: string;
  /** Names of the arguments. */
  readonly arguments: readonly Argument[];
  /** Outputs beside those of every class, undefined where the resource has none. */
  readonly outputs?: readonly string[];
  /** True when the resource holds several images, whose records may hold copies of secret arguments. */
  readonly holdsMembers?: true;
}

export interface Registration {
  /** Arguments of the program and its transformations, complete once the SDK has the resource. */
  readonly given: Record<string, unknown>;
  readonly type: string;
  readonly properties: pulumi.Inputs;
  readonly options: pulumi.CustomResourceOptions;
}

/** The record of the members of a resource that holds several images: internal, and always a secret. */
const membersKey = "__members";

/** @param outputs names of the outputs that every class of this base has */
export function registrationOf(
  spec: ClassSpec,
  outputs: readonly string[],
  args: object,
  options: pulumi.CustomResourceOptions,
): Registration {
  requireInstallation();
  warnOfOpenSecrets();
  const given: Record<string, unknown> = { ...args };
  const members = spec.holdsMembers ? [membersKey] : [];
  const declared = [...outputs, ...spec.arguments, ...(spec.outputs ?? []), ...members];
  const undefineds = Object.fromEntries(declared.map((key) => [key, undefined]));
  const complete: pulumi.ResourceTransformation = (found) => {
    Object.assign(given, found.props);
    const isManaged = options.id === undefined;
    return { props: { ...found.props, ...(isManaged ? hiddenInputs(found) : {}) }, opts: found.opts };
  };
  return {
    given,
    type: typeTokenOf(spec),
    properties: { ...undefineds, ...args, __provider: loaderOf(spec.kind) },
    options: pulumi.mergeOptions(afterTransformations(options, complete), { additionalSecretOutputs: members }),
  };
}

export function typeTokenOf({ type }: Pick<ClassSpec, "type">): string {
  return `pulumi-nodejs:dynamic/ims:${type}`;
}
