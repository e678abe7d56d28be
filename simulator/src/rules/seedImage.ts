// An image that is there without a job: from the seed, or put in by hand.
import { newUuid } from "../base/ids";
import type { SeedImage } from "../store/seedSchema";
import { osFacts } from "./osFacts";
import type { World } from "./world";

const PUBLIC = "public";
/** The project that owns the public images. */
const PUBLIC_OWNER = "1bed856811654c1cb661a6ca845ebc77";
const EMPTY_MD5 = "d41d8cd98f00b204e9800998ecf8427e";
const GIGABYTE = 1024 ** 3;

export function seedImage({ store, clock }: Pick<World, "store" | "clock">, image: SeedImage): string {
  const id = image.id ?? newUuid();
  const isPublic = image.project === PUBLIC;
  const createdMs = image.createdAt === undefined ? clock.now() : Date.parse(image.createdAt);
  const attributes = {
    name: image.name,
    owner: isPublic ? PUBLIC_OWNER : image.project,
    visibility: isPublic ? "public" : "private",
    __imagetype: isPublic ? "gold" : "private",
    protected: isPublic,
    checksum: EMPTY_MD5,
    disk_format: "zvhd2",
    min_disk: image.minDisk,
    min_ram: 0,
    size: 0,
    virtual_size: null,
    virtual_env_type: "FusionCompute",
    __isregistered: "true",
    enterprise_project_id: "0",
    __image_size: String(GIGABYTE),
    ...osFacts(image.osVersion),
    ...image.attributes,
  };
  store.images.set(id, {
    id,
    sequence: ++store.counts.images,
    projectId: image.project,
    status: image.status,
    createdMs,
    updatedMs: createdMs,
    activeMs: createdMs,
    listedMs: createdMs,
    attributes: new Map(Object.entries(attributes)),
    tags: new Map(Object.entries(image.tags)),
    bytes: GIGABYTE,
  });
  return id;
}
