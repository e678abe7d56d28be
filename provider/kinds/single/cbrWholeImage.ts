/** A full-server image from a backup: POST /v1/cloudimages/wholeimages/action with `backup_id` (Creating a Full-ECS Image). */
import type { Input } from "@pulumi/pulumi";
import { createWholeImage } from "../../ims/createWholeImage";
import type { CommonArgs } from "../arguments/commonArgs";
import { description, enterpriseProjectId, maxRam, minRam, name, sourceId, tags } from "../arguments/fields";
import type { MemoryArgs } from "../arguments/memoryArgs";
import { backupGoes, memoryOrder } from "../arguments/rules";
import { deleteBackup, wholeImageType } from "../arguments/sourceFields";
import type { WholeImageArgs } from "../arguments/wholeImageArgs";
import { defineKind } from "../defineKind";

/** The arguments of {@link CbrWholeImage}. */
export interface CbrWholeImageArgs extends CommonArgs, MemoryArgs, WholeImageArgs {
  /**
   * Id of the backup, which makes one image only. Another value replaces the image. A replacement from the same backup
   * deletes the old image first, and is refused while `deleteBackup` is true; with `pulumi up --replace` the resource needs
   * the option `deleteBeforeReplace`, because Pulumi does not ask the provider then. Refusals: `IMG.0020` (not there),
   * `IMG.0029` and `IMG.0134` (has an image already), `IMG.0032` (not available).
   */
  readonly backupId: Input<string>;
  /** The service that made the backup. Default `CBR`. Another value replaces the image. */
  readonly wholeImageType?: Input<"CBR" | "CSBS">;
}

/** @internal */
export const cbrWholeImage = defineKind({
  name: "cbrWholeImage",
  type: "CbrWholeImage",
  page: "Creating a Full-ECS Image",
  fields: {
    name,
    description,
    backupId: sourceId("a backup"),
    wholeImageType,
    deleteBackup,
    minRam,
    maxRam,
    tags,
    enterpriseProjectId,
  },
  warnings: [memoryOrder, backupGoes],
  jobType: "imsCreateWholeImageByBackupJob",
  typicalSeconds: 6,
  timeoutMinutes: { create: 60, update: 60, delete: 30 },
  soleSource: { argument: "backupId", problem: backupIsLost },
  deleteBody: ({ deleteBackup: goes }) => (goes === undefined ? undefined : { delete_backup: goes }),
  submit: (args, image_tags) =>
    createWholeImage({
      name: args.name,
      description: args.description,
      backup_id: args.backupId,
      // The service's own default is the older CSBS; this class is named after CBR.
      whole_image_type: args.wholeImageType ?? "CBR",
      min_ram: args.minRam,
      max_ram: args.maxRam,
      image_tags,
      enterprise_project_id: args.enterpriseProjectId,
    }),
});

function backupIsLost({ deleteBackup: goes }: { readonly deleteBackup?: boolean | undefined }): string | undefined {
  return goes
    ? "deleteBackup is true, so that deleting the old image would delete the backup from which the new one is to be made. Set it to false and run `pulumi up` first, or name another backup"
    : undefined;
}
