// The state of the metadata service.
import type { TemporaryKey } from "../store/temporaryKey";

/** Whether calls carry a token of the service: it knows none, takes one, or insists on one. */
export const METADATA_TOKENS = ["none", "optional", "required"] as const;

export interface MetadataSettings {
  /** The account of the server. */
  account: string;
  /** Whether the server has an agency; without one there are no keys. */
  agency: boolean;
  tokens: (typeof METADATA_TOKENS)[number];
  /** How long a key is valid. */
  keySeconds: number;
}

export interface MetadataService {
  settings: MetadataSettings;
  /** Tokens by the hour of their end. */
  tokens: Map<string, number>;
  key?: TemporaryKey | undefined;
}
