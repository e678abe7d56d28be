// How IAM gives out tokens.

export interface IamSettings {
  tokenMs: number;
  /** Characters of a token. */
  tokenLength: number;
}
