// GET /v3/{project_id}/backups/{backup_id} of CBR, as far as clients of IMS look at it. CSBS backups are not there.
import { microsText } from "../../base/times";
import type { Project } from "../../store/store";
import { noSuchBackup } from "../errors";
import type { World } from "../world";
import { backupStatus } from "./backupStatus";

/** CBR writes times in microseconds without a zone. */
const timeText = (ms: number): string => microsText(ms).slice(0, -1);

export function showBackup({ store, clock }: World, project: Project, id: string): object {
  const backup = store.backup(project, id);
  if (backup === undefined || backup.kind !== "CBR") throw noSuchBackup(id);
  return {
    backup: {
      id,
      name: backup.name,
      description: "",
      status: backupStatus(backup, clock.now()),
      image_type: "backup",
      project_id: project.id,
      provider_id: "0daac4c5-6707-4851-97ba-169e36266b66",
      checkpoint_id: id,
      vault_id: backup.vaultId ?? null,
      parent_id: null,
      resource_id: backup.serverId ?? null,
      resource_name: store.server(project, backup.serverId ?? "")?.name ?? "",
      resource_type: "OS::Nova::Server",
      resource_size: backup.systemDiskGb,
      resource_az: `${project.region}-01`,
      created_at: timeText(backup.createdMs),
      protected_at: timeText(backup.createdMs),
      updated_at: timeText(backup.readyMs),
      expired_at: null,
      children: [],
      replication_records: [],
    },
  };
}
