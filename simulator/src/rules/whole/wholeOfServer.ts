// A whole image of a server: first a backup is made, then it becomes the image. Without a vault it is a CSBS backup.
import { newUuid } from "../../base/ids";
import type { Server } from "../../store/seedSchema";
import type { Project } from "../../store/store";
import { serverFacts } from "../create/fromServer";
import { imsError } from "../errors";
import { startJob } from "../startJob";
import type { World } from "../world";
import type { WholeBody } from "./body";
import { checkVault } from "./checkVault";
import { wholeImage } from "./wholeImage";

const USABLE_STATES: readonly Server["state"][] = ["running", "stopped"];

const isBackedUpNow = ({ store, clock }: World, project: Project, server: Server): boolean =>
  server.backingUp ||
  [...store.backups.values()].some(
    (backup) =>
      backup.serverId === server.id && clock.now() < backup.readyMs && store.backup(project, backup.id) !== undefined,
  );

function findServer(world: World, project: Project, body: WholeBody): Server {
  const server = world.store.server(project, body.instance_id ?? "");
  if (server === undefined) throw imsError("IMG.0005");
  if (!USABLE_STATES.includes(server.state)) throw imsError("IMG.0126");
  if (isBackedUpNow(world, project, server)) throw imsError("IMG.0136");
  if (body.vault_id) checkVault(world.store, project, body.vault_id, server);
  return server;
}

export function wholeOfServer(world: World, project: Project, body: WholeBody): string {
  const imageOf = wholeImage(world, body);
  const server = findServer(world, project, body);
  const { systemDiskGb, osVersion } = server;
  const backupId = newUuid();
  const image = imageOf({ backupId, systemDiskGb, attributes: serverFacts(server) });
  const part = { image, childType: "", outcome: server };
  const job = startJob(world, project, { type: "imsCreateWholeImageByInstanceJob", nested: false, parts: [part] });
  world.store.backups.set(backupId, {
    id: backupId,
    name: image.name,
    kind: body.vault_id ? "CBR" : "CSBS",
    status: "available",
    serverId: server.id,
    ...(body.vault_id ? { vaultId: body.vault_id } : {}),
    systemDiskGb,
    osVersion,
    createdAt: new Date(job.beginMs).toISOString(),
    used: false,
    deletable: true,
    projects: [project.id],
    createdMs: job.beginMs,
    readyMs: job.endMs,
  });
  return job.id;
}
