// The image object on the wire. Absent attributes stay absent; flags are texts; max_ram is a text too.
import type { Cloud } from "../base/cloud";
import { secondsText } from "../base/times";
import type { ImageRow, Scalar } from "../store/images";
import { tagText } from "./tagTexts";

export type ImageObject = Record<string, Scalar | string[]>;

/** Every image has these, whatever it was made from. */
const CONSTANTS: Readonly<Record<string, Scalar>> = {
  schema: "/v2/schemas/image",
  container_format: "bare",
  __image_source_type: "uds",
};

export function imageView(row: ImageRow): ImageObject {
  return {
    ...CONSTANTS,
    id: row.id,
    file: `/v2/images/${row.id}/file`,
    self: `/v2/images/${row.id}`,
    status: row.status,
    created_at: secondsText(row.createdMs),
    updated_at: secondsText(row.updatedMs),
    ...(row.activeMs === undefined ? {} : { active_at: secondsText(row.activeMs) }),
    tags: [...row.tags].map(tagText),
    ...Object.fromEntries(row.attributes),
  };
}

/** The native calls show the store location, and on Huawei Cloud another name for the enterprise project. */
export function nativeImageView(row: ImageRow, cloud: Cloud): ImageObject {
  const location = row.activeMs === undefined ? {} : { __image_location: `uds:${row.id}` };
  const view: ImageObject = { __is_config_init: "false", ...location, ...imageView(row) };
  const enterpriseProject = view["enterprise_project_id"];
  if (cloud !== "huaweicloud" || enterpriseProject === undefined) return view;
  delete view["enterprise_project_id"];
  return { ...view, _sys_enterprise_project_id: enterpriseProject };
}
