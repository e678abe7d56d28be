import * as pulumi from "@pulumi/pulumi";

type Tags = pulumi.Input<Record<string, pulumi.Input<string>>>;

/** Arguments that may hold tags, of the image itself and of the images beside it. */
interface Tagged {
  readonly tags?: Tags;
  readonly dataImages?: pulumi.Input<pulumi.Input<{ readonly tags?: Tags }>[]>;
}

/** The tags in the program's order: maps lose the order of their keys on the way to the provider. */
export function tagOrders({ tags, dataImages }: Tagged): pulumi.Inputs {
  return {
    __tagOrder: tags === undefined ? undefined : pulumi.output(tags).apply(Object.keys),
    __elementTagOrders:
      dataImages === undefined
        ? undefined
        : pulumi.output(dataImages).apply((images) => images.map((image) => Object.keys(image.tags ?? {}))),
  };
}
