// How many private images a project may have, and GET /v1/cloudimages/quota.
import type { Project } from "../store/store";
import { imsError } from "./errors";
import type { World } from "./world";

const SHARE_QUOTA = 256;
const RANGE = { min: 0, max: 1000 };

const quotaOf = (world: World, project: Project): number => world.store.quotas.get(project.id) ?? 0;

const usedBy = (world: World, project: Project): number =>
  [...world.store.images.values()].filter((row) => row.projectId === project.id).length;

export const isQuotaUsedUp = (world: World, project: Project, more: number): boolean =>
  usedBy(world, project) + more > quotaOf(world, project);

export function checkQuota(world: World, project: Project, more: number): void {
  if (isQuotaUsedUp(world, project, more)) throw imsError("IMG.0015");
}

export const showQuota = (world: World, project: Project): object => ({
  quotas: {
    resources: [
      { type: "image", used: usedBy(world, project), quota: quotaOf(world, project), ...RANGE },
      { type: "image_shared", used: 0, quota: SHARE_QUOTA, ...RANGE },
      { type: "image_member", used: 0, quota: SHARE_QUOTA, ...RANGE },
    ],
  },
});
