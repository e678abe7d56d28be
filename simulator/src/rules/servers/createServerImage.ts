// POST {ecs}/v2.1/{project_id}/servers/{server_id}/action with createImage: an image without a job, that only native reads see.
import { z } from "zod";
import type { Scalar } from "../../store/images";
import type { Server } from "../../store/seedSchema";
import type { Project } from "../../store/store";
import { addImage } from "../addImage";
import { PRIVATE } from "../create/commonFields";
import { serverFacts } from "../create/fromServer";
import { imsError, novaError } from "../errors";
import { jobMs } from "../jobMs";
import { newJob } from "../newJob";
import { isQuotaUsedUp } from "../quota";
import { isNameTaken } from "../takenNames";
import type { World } from "../world";

const SPAN = "createImage";
const NAME_BYTES = 243;
const METADATA_BYTES = 255;

const bytesBelow = (limit: number) =>
  z.string().refine((text) => text !== "" && Buffer.byteLength(text) < limit, `must have 1 to ${limit - 1} bytes`);

const actionBody = z.looseObject({
  createImage: z.looseObject({
    name: bytesBelow(NAME_BYTES),
    metadata: z.record(bytesBelow(METADATA_BYTES), bytesBelow(METADATA_BYTES)).default({}),
  }),
});

type CreateImage = z.output<typeof actionBody>["createImage"];

function readAction(json: unknown): CreateImage {
  const parsed = actionBody.safeParse(json);
  if (parsed.success) return parsed.data.createImage;
  const [issue] = parsed.error.issues;
  throw novaError(400, `Invalid input for field/attribute ${issue?.path.join(".") ?? ""}: ${issue?.message ?? ""}`);
}

/** What stops an image of IMS conflicts with one of ECS, too. */
function checkRefusal(server: Server): void {
  if (server.refuse === undefined) return;
  const { code, message, status } = server.refuse;
  throw novaError(status === 400 ? 409 : status, imsError(code, message).message);
}

function findServer(world: World, project: Project, id: string): Server {
  const server = world.store.server(project, id);
  if (server === undefined) throw novaError(404, `Instance ${id} could not be found.`);
  if (server.state === "error") {
    throw novaError(409, `Cannot 'createImage' instance ${id} while it is in vm_state error`);
  }
  checkRefusal(server);
  return server;
}

/** Glance writes the names of properties in lower case. */
const propertiesOf = ({ metadata }: CreateImage): Record<string, string> =>
  Object.fromEntries(Object.entries(metadata).map(([name, value]) => [name.toLowerCase(), value]));

const attributesOf = (server: Server): Record<string, Scalar | undefined> => ({
  ...PRIVATE,
  ...serverFacts(server),
  min_disk: server.systemDiskGb,
  virtual_env_type: "FusionCompute",
  __isregistered: server.registersImages ? "true" : undefined,
});

export function createServerImage(world: World, project: Project, serverId: string, json: unknown): string {
  const action = readAction(json);
  const server = findServer(world, project, serverId);
  if (isQuotaUsedUp(world, project, 1)) throw novaError(403, "Quota exceeded, too many images.");
  if (isNameTaken(world, project, action.name)) throw novaError(409, "The image name already exists.");
  const nowMs = world.clock.now();
  const endMs = nowMs + jobMs(world, SPAN, server);
  const attributes = { ...propertiesOf(action), ...attributesOf(server) };
  const image = { name: action.name, attributes, tags: new Map(), sizeGb: server.systemDiskGb / 10 };
  world.store.counts.creates += 1;
  return addImage(world, project, image, newJob(project, SPAN, nowMs, endMs, server.broken)).id;
}
