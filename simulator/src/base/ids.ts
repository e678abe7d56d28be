// Identifiers in the forms that the service uses (ids are random, nothing depends on their order).
import { randomBytes, randomUUID } from "node:crypto";

export const newUuid = (): string => randomUUID();

/** Job ids and request ids: 32 hex digits without dashes. */
export const newHexId = (): string => randomBytes(16).toString("hex");

/** Opaque, starting like the PKI tokens of the real IAM. */
export const newToken = (): string => `MII${randomBytes(360).toString("base64url")}`;
