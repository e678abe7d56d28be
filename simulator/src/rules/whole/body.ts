// The body of POST /v1/cloudimages/wholeimages/action, for a server and for a backup.
import { z } from "zod";
import { CREATE_CODES, createBody } from "../create/body";
import type { FieldCodes } from "../parseBody";

export const wholeBody = createBody.extend({
  backup_id: z.string().optional(),
  vault_id: z.string().optional(),
  whole_image_type: z.enum(["CBR", "CSBS"]).optional(),
});

export type WholeBody = z.output<typeof wholeBody>;

export const WHOLE_CODES: FieldCodes = { ...CREATE_CODES, whole_image_type: "IMG.0198" };
