// Tokens that exist: giving one out, and whether one is still good.
import { newToken } from "../../base/ids";
import type { TokenRecord } from "../../store/store";
import type { World } from "../world";

export function keepToken(world: World, record: TokenRecord): string {
  const token = newToken(world.iam.tokenLength);
  world.store.tokens.set(token, record);
  return token;
}

export function liveToken(world: World, token: string): TokenRecord | undefined {
  const record = world.store.tokens.get(token);
  return record === undefined || record.outdated || world.clock.now() >= record.expiresMs ? undefined : record;
}
