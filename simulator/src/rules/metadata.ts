// The metadata service of a server: keys of the agency that the server has, renewed as they age, and tokens of its own.

import { newToken } from "../base/ids";
import type { TemporaryKey } from "../store/temporaryKey";
import { metadataError } from "./errors";
import { credentialView } from "./iam/issueSecurityToken";
import { ownerOf } from "./iam/principal";
import { issueKey } from "./iam/temporaryKey";
import type { MetadataSettings } from "./metadataService";
import type { World } from "./world";

const TOKEN_LENGTH = 56;
const MAX_TTL_SECONDS = 21_600;

export const DEFAULT_METADATA: MetadataSettings = {
  account: "demo",
  agency: true,
  tokens: "optional",
  keySeconds: 21_600,
};

export function issueMetadataToken({ metadata, clock }: World, ttl: string | undefined): string {
  if (metadata.settings.tokens === "none") throw metadataError(404, "Not Found");
  const seconds = Number(ttl);
  if (!Number.isInteger(seconds) || seconds < 1 || seconds > MAX_TTL_SECONDS) throw metadataError(400, "Bad Request");
  const token = newToken(TOKEN_LENGTH);
  metadata.tokens.set(token, clock.now() + seconds * 1000);
  return token;
}

function checkToken({ metadata, clock }: World, token: string | undefined): void {
  if (metadata.settings.tokens === "none") return;
  if (token === undefined && metadata.settings.tokens === "optional") return;
  if (clock.now() >= (metadata.tokens.get(token ?? "") ?? 0)) throw metadataError(401, "Unauthorized");
}

/** The same key until half of its life is over. */
function currentKey(world: World): TemporaryKey {
  const { metadata, clock, store } = world;
  const { account: name, keySeconds } = metadata.settings;
  const freshUntil = (metadata.key?.expiresMs ?? 0) - (keySeconds * 1000) / 2;
  if (metadata.key !== undefined && clock.now() < freshUntil) return metadata.key;
  const account = store.accounts.get(name);
  if (account === undefined) throw metadataError(404, "Not Found");
  metadata.key = issueKey(world, ownerOf(account), keySeconds);
  return metadata.key;
}

export function showSecurityKey(world: World, token: string | undefined): object {
  checkToken(world, token);
  if (!world.metadata.settings.agency) throw metadataError(401, "Please configure Cloud Service Agency first.");
  return credentialView(currentKey(world));
}
