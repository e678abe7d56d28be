/** The image object of the service, read once into exact types (Image Attributes). */
import { isRecord } from "../base/isRecord";
import { printable } from "../base/printable";
import { isId } from "./isId";
import { malformed } from "./malformed";
import { markerKey } from "./markerKey";

/** An image as the service shows it; the same shape for every class. */
export interface ImageAttributes {
  /** Smallest system disk in GB. */
  readonly minDisk?: number;
  /** Smallest memory in MB; 0 is no limit. */
  readonly minRam?: number;
  /** Largest memory in MB; absent is no limit. */
  readonly maxRam?: number;
  /** `Linux`, `Windows` or `Other`. */
  readonly osType?: string;
  /** The system that the service detected or was told, such as `CentOS 7.3 64bit`. */
  readonly osVersion?: string;
  /** 32 or 64. */
  readonly osBit?: number;
  readonly platform?: string;
  /** `x86` or `arm`. */
  readonly architecture?: string;
  readonly diskFormat?: string;
  readonly containerFormat?: string;
  /** Size of the image file in bytes. */
  readonly imageSize?: number;
  readonly visibility?: string;
  /** `private`, `gold` (public), `shared` or `market`. */
  readonly imageType?: string;
  /** `FusionCompute` (ECS), `Ironic` (BMS), `DataImage` or `IsoImage`. */
  readonly virtualEnvType?: string;
  /** `bios` or `uefi`. */
  readonly hwFirmwareType?: string;
  /** Where the image came from, such as `instance,<server id>` or `volume,<volume id>`. */
  readonly dataOrigin?: string;
  readonly rootOrigin?: string;
  /** The project that owns the image. */
  readonly owner?: string;
  readonly protected?: boolean;
  readonly checksum?: string;
  readonly file?: string;
  readonly self?: string;
  readonly schema?: string;
  /** The tags as a map from key to value. */
  readonly tags: Readonly<Record<string, string>>;
  readonly enterpriseProjectId?: string;
  readonly createdAt?: string;
  /** The last change that this resource has noticed; one of which nothing else is to be seen does not count. */
  readonly updatedAt?: string;
  readonly activeAt?: string;
  /** Every other attribute as the service sent it, name to value. */
  readonly attributes: Readonly<Record<string, unknown>>;
}

export const isRegisteredAttribute = "__isregistered";

/** Lists and the calls of the extension API know registered images only. */
export function isRegistered({ attributes }: Pick<ImageAttributes, "attributes">): boolean {
  return String(attributes[isRegisteredAttribute]).toLowerCase() === "true";
}

/** An image together with what identifies it and what may be changed. */
export interface ServiceImage {
  readonly id: string;
  readonly name: string;
  readonly description: string;
  /** In lower case: queued, saving, active, killed, deleted, pending_delete. */
  readonly status: string;
  readonly image: ImageAttributes;
  /** Names of the attributes that the image holds on the wire. */
  readonly held: ReadonlySet<string>;
}

const asText = (value: unknown) => (typeof value === "string" ? value : undefined);
const asNumber = (value: unknown) => {
  const number = typeof value === "string" && value.trim() !== "" ? Number(value) : value;
  return typeof number === "number" && Number.isFinite(number) ? number : undefined;
};
const asFlag = (value: unknown) => {
  if (typeof value === "boolean") return value;
  const text = asText(value)?.toLowerCase();
  return text === "true" ? true : text === "false" ? false : undefined;
};
const asLimit = (value: unknown) => asNumber(value) || undefined;

type Reader = readonly [wireName: string, read: (value: unknown) => unknown];

const readers: Record<Exclude<keyof ImageAttributes, "tags" | "attributes" | "architecture">, Reader> = {
  minDisk: ["min_disk", asNumber],
  minRam: ["min_ram", asNumber],
  maxRam: ["max_ram", asLimit],
  osType: ["__os_type", asText],
  osVersion: ["__os_version", asText],
  osBit: ["__os_bit", asNumber],
  platform: ["__platform", asText],
  diskFormat: ["disk_format", asText],
  containerFormat: ["container_format", asText],
  imageSize: ["__image_size", asNumber],
  visibility: ["visibility", asText],
  imageType: ["__imagetype", asText],
  virtualEnvType: ["virtual_env_type", asText],
  hwFirmwareType: ["hw_firmware_type", asText],
  dataOrigin: ["__data_origin", asText],
  rootOrigin: ["__root_origin", asText],
  owner: ["owner", asText],
  protected: ["protected", asFlag],
  checksum: ["checksum", asText],
  file: ["file", asText],
  self: ["self", asText],
  schema: ["schema", asText],
  enterpriseProjectId: ["enterprise_project_id", asText],
  createdAt: ["created_at", asText],
  updatedAt: ["updated_at", asText],
  activeAt: ["active_at", asText],
};

const named = new Set([
  ...Object.values(readers).map(([wireName]) => wireName),
  ...["id", "name", "status", "tags", "__description", "_sys_enterprise_project_id", markerKey],
  // Only the native calls show these: one shape, whichever call was asked.
  ...["__image_location", "__is_config_init"],
]);

/** The native calls name the enterprise project differently. */
const enterpriseProject = (raw: Record<string, unknown>) =>
  raw["enterprise_project_id"] ?? raw["_sys_enterprise_project_id"];

/** The parts of an image that waiting needs. */
export interface ImageState {
  readonly id: string;
  /** In lower case. */
  readonly status: string;
  readonly tags: Readonly<Record<string, string>>;
}

export function readState(operation: string, body: unknown): ImageState {
  if (!isRecord(body) || typeof body["id"] !== "string" || !isId(body["id"]) || typeof body["status"] !== "string") {
    throw malformed(operation, "image", body);
  }
  return {
    id: body["id"],
    status: printable(body["status"]).toLowerCase(),
    tags: { ...markerProperty(body[markerKey]), ...readTagStrings(body["tags"]) },
  };
}

export function readImage(operation: string, body: unknown): ServiceImage {
  if (!isRecord(body)) throw malformed(operation, "image", body);
  const { id, status, tags } = readState(operation, body);
  const raw: Record<string, unknown> = { ...body, enterprise_project_id: enterpriseProject(body) };
  const values = Object.entries(readers).map(([key, [wireName, read]]) => [key, read(raw[wireName])] as const);
  const attributes = Object.entries(body).filter(([name]) => !named.has(name));
  return {
    id,
    name: asText(body["name"]) ?? "",
    description: asText(body["__description"]) ?? "",
    status,
    held: new Set(Object.keys(body)),
    image: {
      ...Object.fromEntries(values.filter(([, value]) => value !== undefined)),
      architecture: asFlag(body["__support_arm"]) ? "arm" : "x86",
      tags,
      attributes: Object.fromEntries(attributes),
    },
  };
}

/** Calls that take no tags carry the marker as a property, until it becomes a tag. */
function markerProperty(value: unknown): Record<string, string> {
  return typeof value === "string" ? { [markerKey]: value } : {};
}

/** `key=value`, or a bare key. A key never holds `=`, so the first one separates. */
function readTagStrings(tags: unknown): Record<string, string> {
  const texts = Array.isArray(tags) ? tags.filter((tag) => typeof tag === "string") : [];
  return Object.fromEntries(texts.map(splitTag));
}

function splitTag(text: string): [string, string] {
  const at = text.indexOf("=");
  return at < 0 ? [text, ""] : [text.slice(0, at), text.slice(at + 1)];
}
