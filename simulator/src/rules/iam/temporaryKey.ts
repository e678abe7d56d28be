// Temporary keys: an access key, its secret, the security token that must go with them, and their end.
import { newSecretKey, newTemporaryAccessKey, newToken } from "../../base/ids";
import type { Principal } from "../../store/store";
import type { World } from "../world";

export interface TemporaryKey {
  accessKey: string;
  secretKey: string;
  securityToken: string;
  expiresMs: number;
}

const SECURITY_TOKEN_LENGTH = 600;

export function issueKey(world: World, user: Principal, seconds: number): TemporaryKey {
  const key = {
    secretKey: newSecretKey(),
    securityToken: newToken(SECURITY_TOKEN_LENGTH),
    expiresMs: world.clock.now() + seconds * 1000,
  };
  const accessKey = newTemporaryAccessKey();
  world.store.accessKeys.set(accessKey, { ...key, account: user.account, user });
  return { ...key, accessKey };
}
