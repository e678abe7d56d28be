// A whole image of a backup that exists. One image for a backup, as long as the image is there.
import type { BackupRow } from "../../store/backups";
import type { Backup } from "../../store/seedSchema";
import type { Project, Store } from "../../store/store";
import { imsError } from "../errors";
import { osFacts } from "../osFacts";
import { startJob } from "../startJob";
import type { World } from "../world";
import { backupStatus } from "./backupStatus";
import type { WholeBody } from "./body";
import { wholeImage } from "./wholeImage";

interface BackupCodes {
  missing: string;
  unavailable: string;
  used: string;
}

const CODES: Readonly<Record<Backup["kind"], BackupCodes>> = {
  CBR: { missing: "IMG.0020", unavailable: "IMG.0032", used: "IMG.0029" },
  CSBS: { missing: "IMG.0127", unavailable: "IMG.0132", used: "IMG.0134" },
};

const isUsed = (store: Store, backup: Backup): boolean =>
  backup.used || [...store.images.values()].some((row) => row.attributes.get("__backup_id") === backup.id);

function findBackup({ store, clock }: World, project: Project, body: WholeBody): BackupRow {
  const kind = body.whole_image_type ?? "CSBS";
  const codes = CODES[kind];
  const backup = store.backup(project, body.backup_id ?? "");
  if (backup === undefined) throw imsError(codes.missing);
  if (backup.kind !== kind) throw imsError("IMG.0198");
  if (isUsed(store, backup)) throw imsError(codes.used);
  if (backupStatus(backup, clock.now()) !== "available") throw imsError(codes.unavailable);
  return backup;
}

export function wholeOfBackup(world: World, project: Project, body: WholeBody): string {
  const imageOf = wholeImage(world, body);
  const backup = findBackup(world, project, body);
  const { id, systemDiskGb, osVersion } = backup;
  const image = imageOf({ backupId: id, systemDiskGb, attributes: { ...osFacts(osVersion) } });
  const part = { image, childType: "", outcome: backup };
  return startJob(world, project, { type: "imsCreateWholeImageByBackupJob", nested: false, parts: [part] }).id;
}
