/** Data images from several volumes of one server, in one job: POST /v2/cloudimages/action with `data_images` (Creating an Image). */
import type { Input } from "@pulumi/pulumi";
import { z } from "zod";
import { createImage } from "../../ims/createImage";
import type { Tag } from "../../ims/tags";
import type { LifeArgs, PlacementArgs } from "../arguments/commonArgs";
import { distinct } from "../arguments/distinct";
import { description, enterpriseProjectId, name, sourceId, tags } from "../arguments/fields";
import type { Field } from "../kind";
import { evsDataImage } from "../single/evsDataImage";
import { defineSetKind, type Member, pickShown, shownOfAny } from "./setKind";

/** One volume and the image that is made from it. */
export interface VolumeImageArgs {
  /** Id of the volume: a data disk of the same server as the others. */
  readonly volumeId: Input<string>;
  /** Name of the image, 1 to 128 characters without a blank at either end. Changed in place. */
  readonly name: Input<string>;
  /** Purpose of the image: at most 1,024 characters, no line breaks, no `<` and `>`. Changed in place. */
  readonly description?: Input<string>;
  /** Tags of the image as a map from key to value, with the limits of `EvsDataImage`. Changed in place. */
  readonly tags?: Input<Record<string, Input<string>>>;
}

/** The arguments of {@link EvsDataImages}. */
export interface EvsDataImagesArgs extends PlacementArgs, LifeArgs {
  /**
   * The volumes and their images, as a list of `{ volumeId, name, description, tags }`. A new volume gets its image, and
   * the image of one that is dropped is deleted, without touching the others.
   */
  readonly dataImages: Input<Input<VolumeImageArgs>[]>;
  /** Enterprise project of the images: a UUID, or `0` for the default project. Default `0`. Changed in place. */
  readonly enterpriseProjectId?: Input<string>;
}

const element = z.strictObject({
  volumeId: sourceId("a volume").schema,
  name: name.schema,
  description: description.schema.optional(),
  tags: tags.schema.optional(),
});

type VolumeImage = z.infer<typeof element>;

/** Distinct volumes, at least one. @internal */
export const volumeImages: Field<VolumeImage[], true> = {
  schema: z
    .array(element, { error: "must be a list of { volumeId, name, description, tags }" })
    .min(1, "must hold at least one volume")
    .superRefine(distinct("volumeId")),
  required: true,
  onChange: "update",
  holdsImages: true,
};

/** @internal */
export const volumeSource = ({ volumeId }: Pick<VolumeImage, "volumeId">) => `volume,${volumeId}`;

/** @internal */
export const evsDataImages = defineSetKind({
  name: "evsDataImages",
  type: "EvsDataImages",
  page: "Creating an Image",
  fields: { dataImages: volumeImages, enterpriseProjectId },
  jobType: "imsVolumesToSysDataImagesJob",
  typicalSeconds: 600,
  timeoutMinutes: { create: 90, update: 90, delete: 20 },
  memberKinds: [evsDataImage],
  members: ({ dataImages, enterpriseProjectId: project }) =>
    dataImages.map((image, index) => volumeMember(image, project, index)),
  calls: ({ enterpriseProjectId: project }, members) => [
    {
      sources: members.map(({ source }) => source),
      operation: createImage({
        data_images: members.map(({ args, tags: image_tags }) => dataImageBody(args, image_tags)),
        enterprise_project_id: project,
      }),
    },
  ],
  observedInputs: (args, shown) => ({
    ...args,
    ...shownOfAny("enterpriseProjectId", args, args.dataImages.map(volumeSource).map(shown)),
    dataImages: reflectVolumes(args.dataImages, shown),
  }),
});

/** @internal */
export function volumeMember(image: VolumeImage, project: string | undefined, element: number): Member {
  const args = project === undefined ? image : { ...image, enterpriseProjectId: project };
  return { source: volumeSource(image), kind: evsDataImage, args, element };
}

/** The declared volumes with what their images show. @internal */
export function reflectVolumes(
  images: readonly VolumeImage[],
  shown: (source: string) => Member["args"] | undefined,
): VolumeImage[] {
  return images.map((image) => ({ ...image, ...pickShown(image, shown(volumeSource(image))) }));
}

/** One element of `data_images` in the body of the call. @internal */
export function dataImageBody(args: Member["args"], image_tags: readonly Tag[]) {
  const image = element.strip().parse(args);
  return { name: image.name, description: image.description, volume_id: image.volumeId, image_tags };
}
