// The field "type" of a create, and what it makes of the image.
import { imsError } from "../errors";

const ENV_TYPES = {
  ECS: "FusionCompute",
  FusionCompute: "FusionCompute",
  BMS: "Ironic",
  Ironic: "Ironic",
  IsoImage: "IsoImage",
} as const;

export type ImageType = keyof typeof ENV_TYPES;
export type EnvType = (typeof ENV_TYPES)[ImageType];

export function envTypeOf(type: string | undefined, allowed: readonly ImageType[]): EnvType {
  const found = allowed.find((candidate) => candidate === (type ?? "ECS"));
  if (found === undefined) throw imsError("IMG.0024");
  return ENV_TYPES[found];
}
