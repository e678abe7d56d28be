// A backup of a server: from the seed, or made for a whole image.
import type { Backup } from "./seedSchema";

export interface BackupRow extends Backup {
  createdMs: number;
  /** When the making of it ends. */
  readyMs: number;
}
