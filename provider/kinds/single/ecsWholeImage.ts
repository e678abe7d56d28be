/** A full-server image from a server: POST /v1/cloudimages/wholeimages/action with `instance_id` (Creating a Full-ECS Image). */
import type { Input } from "@pulumi/pulumi";
import { createWholeImage } from "../../ims/createWholeImage";
import type { CommonArgs } from "../arguments/commonArgs";
import {
  description,
  enterpriseProjectId,
  maxRam,
  minRam,
  name,
  optionalId,
  sourceId,
  tags,
} from "../arguments/fields";
import type { MemoryArgs } from "../arguments/memoryArgs";
import { backupGoes, memoryOrder } from "../arguments/rules";
import { deleteBackup } from "../arguments/sourceFields";
import type { WholeImageArgs } from "../arguments/wholeImageArgs";
import { defineKind } from "../defineKind";

/** The arguments of {@link EcsWholeImage}. */
export interface EcsWholeImageArgs extends CommonArgs, MemoryArgs, WholeImageArgs {
  /** Id of the server, running or stopped, whose disks become the image. Another value replaces the image. */
  readonly instanceId: Input<string>;
  /**
   * Id of the CBR vault that takes the backup behind the image: a vault for servers with room. Without it the service
   * uses CSBS. Another value replaces the image. Refusals: `IMG.0182` (no room), `IMG.0183`, `IMG.0184`, `IMG.0193`.
   */
  readonly vaultId?: Input<string>;
}

/** @internal */
export const ecsWholeImage = defineKind({
  name: "ecsWholeImage",
  type: "EcsWholeImage",
  page: "Creating a Full-ECS Image",
  fields: {
    name,
    description,
    instanceId: sourceId("a server"),
    vaultId: optionalId("a vault"),
    deleteBackup,
    minRam,
    maxRam,
    tags,
    enterpriseProjectId,
  },
  warnings: [memoryOrder, backupGoes],
  jobType: "imsCreateWholeImageByInstanceJob",
  typicalSeconds: 529,
  timeoutMinutes: { create: 120, update: 120, delete: 30 },
  deleteBody: ({ deleteBackup: goes }) => (goes === undefined ? undefined : { delete_backup: goes }),
  submit: (args, image_tags) =>
    createWholeImage({
      name: args.name,
      description: args.description,
      instance_id: args.instanceId,
      vault_id: args.vaultId,
      min_ram: args.minRam,
      max_ram: args.maxRam,
      image_tags,
      enterprise_project_id: args.enterpriseProjectId,
    }),
});
