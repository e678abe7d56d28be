// The fields of an image as the native calls take them. Whatever else comes is a property, a text.
import { z } from "zod";
import type { Limits } from "../limits";

const MAX_LENGTH = 255;

const between = (floor: number, ceiling: number) => z.int().min(floor).max(ceiling);

export const nativeFields = ({ nativeMinDisk, nativeDiskFormats }: Limits) => ({
  name: z.string().max(MAX_LENGTH),
  visibility: z.string(),
  protected: z.boolean(),
  container_format: z.literal("bare"),
  disk_format: z.enum(nativeDiskFormats),
  tags: z.array(z.string().min(1).max(MAX_LENGTH)),
  min_ram: z.int().min(0),
  min_disk: between(nativeMinDisk.floor, nativeMinDisk.ceiling),
});

export const nativeProperty = z.string();

/** Never written by a caller. */
export const READ_ONLY: ReadonlySet<string> = new Set([
  "id",
  "status",
  "size",
  "virtual_size",
  "checksum",
  "created_at",
  "updated_at",
  "active_at",
  "file",
  "self",
  "schema",
  "owner",
]);
