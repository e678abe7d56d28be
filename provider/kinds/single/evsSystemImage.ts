/** A system image from a data volume that holds a system: POST /v2/cloudimages/action with `volume_id` (Creating an Image). */
import type { Input } from "@pulumi/pulumi";
import { createImage } from "../../ims/createImage";
import type { CommonArgs } from "../arguments/commonArgs";
import { description, enterpriseProjectId, maxRam, minRam, name, sourceId, tags } from "../arguments/fields";
import type { MemoryArgs } from "../arguments/memoryArgs";
import { memoryOrder, windowsEnds } from "../arguments/rules";
import { requiredOsVersion, serverType } from "../arguments/sourceFields";
import { defineKind } from "../defineKind";

/** The arguments of {@link EvsSystemImage}. */
export interface EvsSystemImageArgs extends CommonArgs, MemoryArgs {
  /** Id of the data volume that holds the system: attached to a server. Another value replaces the image. */
  readonly volumeId: Input<string>;
  /**
   * The system on the volume, such as `CentOS 7.0 64bit`: used when the service does not detect one. What it detected is
   * in `image.osVersion`. Another value replaces the image. The service refuses names it does not know (`IMG.0056`).
   */
  readonly osVersion: Input<string>;
  /** `ECS` (or `FusionCompute`, the same) for servers, `BMS` (or `Ironic`) for bare metal. Default `ECS`. Another value replaces the image. */
  readonly type?: Input<"ECS" | "FusionCompute" | "BMS" | "Ironic">;
}

/** @internal */
export const evsSystemImage = defineKind({
  name: "evsSystemImage",
  type: "EvsSystemImage",
  page: "Creating an Image",
  fields: {
    name,
    description,
    volumeId: sourceId("a volume"),
    osVersion: requiredOsVersion,
    type: serverType,
    minRam,
    maxRam,
    tags,
    enterpriseProjectId,
  },
  warnings: [memoryOrder, windowsEnds],
  jobType: "imsVolumeCreateImageJob",
  typicalSeconds: 180,
  timeoutMinutes: { create: 60, update: 60, delete: 20 },
  submit: (args, image_tags) =>
    createImage({
      name: args.name,
      description: args.description,
      volume_id: args.volumeId,
      os_version: args.osVersion,
      type: args.type,
      min_ram: args.minRam,
      max_ram: args.maxRam,
      image_tags,
      enterprise_project_id: args.enterpriseProjectId,
    }),
});
