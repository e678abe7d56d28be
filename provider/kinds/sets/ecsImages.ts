/**
 * The system image of a server and data images of its volumes as one resource: POST /v2/cloudimages/action twice, because
 * the pages forbid `instance_id` beside `data_images` (Creating an Image).
 */
import type { Input } from "@pulumi/pulumi";
import { createImage } from "../../ims/createImage";
import type { CommonArgs } from "../arguments/commonArgs";
import { description, enterpriseProjectId, maxRam, minRam, name, sourceId, tags } from "../arguments/fields";
import type { MemoryArgs } from "../arguments/memoryArgs";
import { memoryOrder } from "../arguments/rules";
import type { ArgsOf } from "../kind";
import { ecsSystemImage } from "../single/ecsSystemImage";
import { evsDataImage } from "../single/evsDataImage";
import {
  dataImageBody,
  reflectVolumes,
  type VolumeImageArgs,
  volumeImages,
  volumeMember,
  volumeSource,
} from "./evsDataImages";
import { defineSetKind, type Member, pickShown, shownOfAny } from "./setKind";

/** The arguments of {@link EcsImages}. */
export interface EcsImagesArgs extends CommonArgs, MemoryArgs {
  /** Id of the server whose system disk becomes the system image. Another value replaces all images. */
  readonly instanceId: Input<string>;
  /**
   * Volumes of the server and their data images, as a list of `{ volumeId, name, description, tags }`. A new volume gets
   * its image, and the image of one that is dropped is deleted, without touching the others.
   */
  readonly dataImages: Input<Input<VolumeImageArgs>[]>;
}

const fields = {
  name,
  description,
  instanceId: sourceId("a server"),
  dataImages: volumeImages,
  minRam,
  maxRam,
  tags,
  enterpriseProjectId,
};

const instanceOf = (instanceId: string) => `instance,${instanceId}`;

function systemArgs({ dataImages: _, ...args }: ArgsOf<typeof fields>): Member["args"] {
  return Object.fromEntries(Object.entries(args).filter(([key]) => Object.hasOwn(ecsSystemImage.fields, key)));
}

/** @internal */
export const ecsImages = defineSetKind({
  name: "ecsImages",
  type: "EcsImages",
  page: "Creating an Image",
  fields,
  warnings: [memoryOrder],
  jobType: "imsCreateImageByInstance, imsVolumesToSysDataImagesJob",
  typicalSeconds: 822,
  timeoutMinutes: { create: 120, update: 120, delete: 30 },
  memberKinds: [ecsSystemImage, evsDataImage],
  members: (args) => [
    { source: instanceOf(args.instanceId), kind: ecsSystemImage, args: systemArgs(args) },
    ...args.dataImages.map((image, index) => volumeMember(image, args.enterpriseProjectId, index)),
  ],
  calls: (args, members) => {
    const [system, volumes] = [ecsSystemImage, evsDataImage].map((kind) =>
      members.filter((member) => member.kind.name === kind.name),
    );
    return [
      ...(system ?? []).map((member) => ({
        sources: [member.source],
        operation: ecsSystemImage.submit(member.args, member.tags, { projectId: "" }),
      })),
      ...(volumes === undefined || volumes.length === 0
        ? []
        : [
            {
              sources: volumes.map(({ source }) => source),
              operation: createImage({
                data_images: volumes.map((member) => dataImageBody(member.args, member.tags)),
                enterprise_project_id: args.enterpriseProjectId,
              }),
            },
          ]),
    ];
  },
  observedInputs: (args, shown) => {
    const system = shown(instanceOf(args.instanceId));
    return {
      ...args,
      ...pickShown(args, system),
      ...shownOfAny("enterpriseProjectId", args, [system, ...args.dataImages.map(volumeSource).map(shown)]),
      dataImages: reflectVolumes(args.dataImages, shown),
    };
  },
});
