// Identifiers in the forms that the service uses (ids are random, nothing depends on their order).
import { randomBytes, randomUUID } from "node:crypto";

export const newUuid = (): string => randomUUID();

/** Job ids and request ids: 32 hex digits without dashes. */
export const newHexId = (): string => randomBytes(16).toString("hex");

/** Opaque, starting like the PKI tokens of the real IAM. */
export const newToken = (length: number): string => `MII${randomBytes(length).toString("base64url")}`.slice(0, length);

/** Temporary keys show themselves by their first letters. */
export const newTemporaryAccessKey = (): string => `HST${randomBytes(9).toString("hex").slice(1).toUpperCase()}`;

export const newSecretKey = (): string => randomBytes(30).toString("base64url");
