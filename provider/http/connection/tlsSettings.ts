/** Whom to trust below HTTP, and how to prove who is asking; each certificate or key as PEM text or as the path of a file. */
export interface TlsSettings {
  /** Certificate authorities that are trusted beside the well-known ones. */
  readonly ca?: string | undefined;
  readonly clientCert?: string | undefined;
  readonly clientKey?: string | undefined;
  /** Takes any certificate: whoever sits in between can read and change everything. */
  readonly insecure?: boolean | undefined;
}
