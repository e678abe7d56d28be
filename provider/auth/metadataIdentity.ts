/** The agency of the server that this runs on: its metadata service gives out temporary keys. */
import { ImsError } from "../base/errors";
import { isRecord } from "../base/isRecord";
import { readTemporaryKey } from "../ims/temporaryKeys";
import { expiring } from "./agencyIdentity";
import type { AuthPorts, Identity, MetadataCall } from "./identity";
import { renewedKeyIdentity } from "./keyIdentity";

const keyPath = "/openstack/latest/securitykey";
const tokenPath = "/meta-data/latest/api/token";
const tokenSeconds = 21_600;
const name = "the metadata service of this server";

export function metadataIdentity(ports: AuthPorts): Identity {
  return renewedKeyIdentity(
    name,
    "Check the agency of this server.",
    async () => expiring(readTemporaryKey(name, await readKey(ports.metadata)), ports.now()),
    () => ports.now(),
  );
}

/** Hardened servers want a token of their own first; others do not know of it. */
async function readKey(metadata: MetadataCall): Promise<unknown> {
  const token = await metadata({
    method: "PUT",
    path: tokenPath,
    headers: { "x-metadata-token-ttl-seconds": String(tokenSeconds) },
  });
  const headers: Record<string, string> = token.status === 200 ? { "x-metadata-token": token.text.trim() } : {};
  const answer = await metadata({ method: "GET", path: keyPath, headers });
  if (answer.status === 200) return credentialIn(answer.text);
  const why = /configure cloud service agency/i.test(answer.text)
    ? "the server has no agency: give it one in the console (cloud service agency for ECS)"
    : `it answered HTTP ${answer.status}`;
  throw new ImsError("CONFIGURATION", `No key from ${name}: ${why}.`);
}

function credentialIn(text: string): unknown {
  try {
    const body: unknown = JSON.parse(text);
    return isRecord(body) ? body["credential"] : undefined;
  } catch {
    return undefined;
  }
}
