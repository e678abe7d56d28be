/** A system image from a server: POST /v2/cloudimages/action with `instance_id` (Creating an Image). */
import type { Input } from "@pulumi/pulumi";
import { createImage } from "../../ims/createImage";
import type { CommonArgs } from "../arguments/commonArgs";
import { description, enterpriseProjectId, maxRam, minRam, name, sourceId, tags } from "../arguments/fields";
import type { MemoryArgs } from "../arguments/memoryArgs";
import { memoryOrder } from "../arguments/rules";
import { defineKind } from "../defineKind";

/** The arguments of {@link EcsSystemImage}. */
export interface EcsSystemImageArgs extends CommonArgs, MemoryArgs {
  /**
   * Id of the server (ECS or BMS) whose system disk becomes the image. Another value replaces the image.
   * The service refuses a server that does not exist (`IMG.0005`) or that has a running task (`IMG.0010`).
   */
  readonly instanceId: Input<string>;
}

/** @internal */
export const ecsSystemImage = defineKind({
  name: "ecsSystemImage",
  type: "EcsSystemImage",
  page: "Creating an Image",
  fields: { name, description, instanceId: sourceId("a server"), minRam, maxRam, tags, enterpriseProjectId },
  warnings: [memoryOrder],
  jobType: "imsCreateImageByInstance",
  typicalSeconds: 222,
  timeoutMinutes: { create: 60, update: 60, delete: 20 },
  submit: (args, image_tags) =>
    createImage({
      name: args.name,
      description: args.description,
      instance_id: args.instanceId,
      min_ram: args.minRam,
      max_ram: args.maxRam,
      image_tags,
      enterprise_project_id: args.enterpriseProjectId,
    }),
});
