import type { CloudFamily } from "../ims/cloudLimits";
import { cloudOf } from "./clouds";
import { type Environment, environmentLevels, firstOf, type StackConfig, stackLevel } from "./level";

/** The cloud of a region, or of the configured one; undefined where an address or a domain was given, which may be any cloud's. */
export function cloudAt(
  environment: Environment,
  stack: StackConfig,
  wanted: string | undefined,
): CloudFamily | undefined {
  const levels = [stackLevel(stack), ...environmentLevels(environment)];
  if (firstOf(levels, "endpoints") ?? firstOf(levels, "cloud")) return undefined;
  const region = wanted ?? firstOf(levels, "region")?.value;
  return region === undefined ? undefined : cloudOf(region)?.family;
}
