// POST /v2/images: an image without a file, queued until one is uploaded or registered.
import { z } from "zod";
import type { Scalar } from "../../store/images";
import type { Project } from "../../store/store";
import { addImage } from "../addImage";
import { glanceError } from "../errors";
import { type ImageObject, imageView } from "../imageView";
import { LIMITS, type Limits } from "../limits";
import { osFacts } from "../osFacts";
import { isQuotaUsedUp } from "../quota";
import { isNameTaken } from "../takenNames";
import type { World } from "../world";
import { nativeFields, nativeProperty, READ_ONLY } from "./fields";
import { readNativeTags } from "./nativeTags";

const DEFAULT_OS = "Other Linux(64 bit)";

const createBody = (limits: Limits) =>
  z.object(nativeFields(limits)).partial().extend({ __os_version: z.string().optional() }).catchall(nativeProperty);

type CreateBody = z.output<ReturnType<typeof createBody>>;

function readBody(json: unknown, limits: Limits): CreateBody {
  const parsed = createBody(limits).safeParse(json);
  if (!parsed.success) {
    const [issue] = parsed.error.issues;
    throw glanceError(
      400,
      `Provided object does not match schema 'image': ${issue?.path.join(".")}: ${issue?.message}`,
    );
  }
  const readOnly = Object.keys(parsed.data).find((name) => READ_ONLY.has(name));
  if (readOnly !== undefined) throw glanceError(403, `Attribute '${readOnly}' is read-only.`);
  if ((parsed.data.visibility ?? "private") !== "private") {
    throw glanceError(403, "You are not authorized to create public images.");
  }
  return parsed.data;
}

/** What the caller chose, with the defaults, and what the service derives. */
function attributesOf(body: CreateBody): Record<string, Scalar | undefined> {
  const { name, tags, __os_version, ...chosen } = body;
  return {
    disk_format: "zvhd2",
    min_ram: 0,
    min_disk: 0,
    protected: false,
    ...chosen,
    visibility: "private",
    ...osFacts(__os_version?.trim() || DEFAULT_OS),
    virtual_env_type: body.disk_format === "iso" ? "IsoImage" : "FusionCompute",
    __imagetype: "private",
    __image_size: "0",
    __isregistered: "true",
  };
}

export function createNativeImage(world: World, project: Project, json: unknown): ImageObject {
  const limits = LIMITS[world.cloud];
  const body = readBody(json, limits);
  const tags = readNativeTags(body.tags ?? [], limits);
  if (isQuotaUsedUp(world, project, 1)) throw glanceError(403, "The quota of private images is used up.");
  if (isNameTaken(world, project, body.name ?? "")) throw glanceError(409, "The image name already exists.");
  world.store.counts.creates += 1;
  const image = { name: body.name ?? "", attributes: attributesOf(body), tags, sizeGb: 0 };
  return imageView(addImage(world, project, image));
}
