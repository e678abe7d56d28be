// Temporary keys: an access key, its secret, the security token that must go with them, and their end.

import { newSecretKey, newTemporaryAccessKey, newToken } from "../../base/ids";
import type { Principal } from "../../store/store";
import type { TemporaryKey } from "../../store/temporaryKey";
import type { World } from "../world";

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
