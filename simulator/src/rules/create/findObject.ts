// The file behind bucket:object, with the refusals on the way to it.
import type { Bucket, BucketObject } from "../../store/seedSchema";
import type { Project } from "../../store/store";
import { imsError } from "../errors";
import type { World } from "../world";

export function splitUrl(url: string): [bucket: string, key: string] {
  const colon = url.indexOf(":");
  if (colon < 0) throw imsError("IMG.0017");
  return [url.slice(0, colon), url.slice(colon + 1)];
}

export function findBucket(world: World, project: Project, name: string): Bucket {
  const bucket = world.store.bucket(project, name);
  if (bucket === undefined || !bucket.readable) throw imsError("IMG.0069");
  if (bucket.region !== undefined && bucket.region !== project.region) throw imsError("IMG.0058");
  return bucket;
}

export function checkBucketName(name: string): void {
  if (name === "") throw imsError("IMG.0068");
  if (!/^[a-z0-9.-]{3,63}$/.test(name)) throw imsError("IMG.0109");
}

function checkKey(key: string): void {
  if (key === "") throw imsError("IMG.0017");
  if (/\s/.test(key)) throw imsError("IMG.0175");
}

export function findObject(world: World, project: Project, url: string): BucketObject {
  const [name, key] = splitUrl(url);
  checkBucketName(name);
  checkKey(key);
  const object = findBucket(world, project, name).objects.find((entry) => entry.key === key);
  if (object === undefined) throw imsError("IMG.0121");
  return object;
}
