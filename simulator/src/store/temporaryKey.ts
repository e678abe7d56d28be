// A temporary key as its owner gets it.
export interface TemporaryKey {
  accessKey: string;
  secretKey: string;
  securityToken: string;
  expiresMs: number;
}
