// Whether a project has an image of this name: the mode in which the service refuses equal names.
import type { Project } from "../store/store";
import { imsError } from "./errors";
import type { World } from "./world";

export function isNameTaken(world: World, project: Project, name: string): boolean {
  if (!world.uniqueNames) return false;
  const images = [...world.store.images.values()].filter((row) => row.projectId === project.id);
  return images.some(({ attributes }) => attributes.get("name") === name);
}

export function checkNames(world: World, project: Project, names: readonly string[]): void {
  const isTwice = world.uniqueNames && new Set(names).size < names.length;
  if (isTwice || names.some((name) => isNameTaken(world, project, name))) throw imsError("IMG.0009");
}
