// The state of a backup at a moment.
import type { BackupRow } from "../../store/backups";
import type { Backup } from "../../store/seedSchema";

export const backupStatus = (backup: BackupRow, nowMs: number): Backup["status"] =>
  nowMs < backup.readyMs ? "protecting" : backup.status;
