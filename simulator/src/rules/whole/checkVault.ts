// Whether a vault takes a backup of a server.
import type { Server } from "../../store/seedSchema";
import type { Project, Store } from "../../store/store";
import { imsError } from "../errors";

const takenBy = (store: Store, vaultId: string): number =>
  [...store.backups.values()]
    .filter((backup) => backup.vaultId === vaultId)
    .reduce((sum, backup) => sum + backup.systemDiskGb, 0);

export function checkVault(store: Store, project: Project, vaultId: string, server: Server): void {
  const vault = store.vault(project, vaultId);
  if (vault === undefined) throw imsError("IMG.0184");
  if (vault.kind !== "server") throw imsError("IMG.0193");
  if (vault.status !== "available") throw imsError("IMG.0188");
  if (server.vaultId !== undefined && server.vaultId !== vaultId) throw imsError("IMG.0183");
  if (vault.usedGb + takenBy(store, vaultId) + server.systemDiskGb > vault.sizeGb) throw imsError("IMG.0182");
}
