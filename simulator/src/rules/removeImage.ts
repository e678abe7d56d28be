// Takes an image out of the store for good.
import type { ImageRow } from "../store/images";
import type { Store } from "../store/store";

export function removeImage(store: Store, row: ImageRow): void {
  store.images.delete(row.id);
  store.unsettled.delete(row);
  store.deletedImages.push(row.id);
}
