// Changes made behind the API, as somebody at the console would make them.

import { advance } from "./rules/advance";
import { removeImage } from "./rules/removeImage";
import { seedImage } from "./rules/seedImage";
import type { World } from "./rules/world";
import { IMAGE_STATUSES, type ImageRow, type Scalar } from "./store/images";
import { type SeedImageInput, seedImageSchema } from "./store/seedSchema";

export interface Edit {
  /** Sets attributes by their names on the wire; null removes one. "tags" (a map) and "status" are understood too. */
  updateImage(id: string, attributes: Readonly<Record<string, Scalar | Readonly<Record<string, string>>>>): void;
  deleteImage(id: string): void;
  /** Makes every token so far void, as a change of a password or of permissions does. */
  outdateTokens(): void;
  setQuota(projectId: string, images: number): void;
  /** Adds an image as a seed entry would; returns its id. */
  addImage(image: SeedImageInput): string;
}

type EditValue = Scalar | Readonly<Record<string, string>>;

function setOne(row: ImageRow, name: string, value: EditValue): void {
  if (typeof value === "object" && value !== null) {
    row.tags = new Map(Object.entries(value));
    return;
  }
  if (name === "status") row.status = IMAGE_STATUSES.find((status) => status === value) ?? row.status;
  else if (value === null) row.attributes.delete(name);
  else row.attributes.set(name, value);
}

export function createEdit(world: World): Edit {
  function find(id: string): ImageRow {
    advance(world);
    const row = world.store.images.get(id);
    if (row === undefined) throw new Error(`The simulator has no image ${id}.`);
    return row;
  }

  return {
    updateImage(id, attributes) {
      const row = find(id);
      for (const [name, value] of Object.entries(attributes)) setOne(row, name, value);
      row.updatedMs = world.clock.now();
    },
    deleteImage: (id) => removeImage(world.store, find(id)),
    outdateTokens() {
      for (const record of world.store.tokens.values()) record.outdated = true;
    },
    setQuota: (projectId, images) => void world.store.quotas.set(projectId, images),
    addImage: (image) => seedImage(world, seedImageSchema.parse(image)),
  };
}
