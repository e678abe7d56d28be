import type * as pulumi from "@pulumi/pulumi";

/**
 * Options with which `change` sees what every transformation of the program has made of the resource: the SDK goes
 * through a list that may grow on the way. Where the SDK keeps no such list, `change` comes before those of the parents.
 */
export function afterTransformations<Options extends pulumi.ResourceOptions>(
  options: Options,
  change: pulumi.ResourceTransformation,
): Options {
  const enlist: pulumi.ResourceTransformation = (found) => {
    const { resource } = found;
    const list = (resource as { readonly __transformations?: unknown }).__transformations;
    if (!Array.isArray(list)) return change(found);
    // Children inherit the list.
    list.push((args: pulumi.ResourceTransformationArgs) => (args.resource === resource ? change(args) : undefined));
    return undefined;
  };
  return { ...options, transformations: [...(options.transformations ?? []), enlist] };
}
