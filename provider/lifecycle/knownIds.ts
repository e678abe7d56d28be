/**
 * Which nonce each image belongs to, as far as this process has been told by the engine or has answered itself; the last
 * word counts. A read tells nothing. (exactly-once protocol, known ids)
 */
export interface KnownIds {
  note(imageId: string | undefined, nonce: string | undefined): void;
  has(imageId: string): boolean;
  /** True when the image was taken over by another entry than the one with this nonce. */
  belongsToAnother(imageId: string, nonce: string | undefined): boolean;
}

export function knownIds(): KnownIds {
  const nonces = new Map<string, string>();
  return {
    note: (imageId, nonce) => {
      if (imageId !== undefined && nonce !== undefined) nonces.set(imageId, nonce);
    },
    has: (imageId) => nonces.has(imageId),
    belongsToAnother: (imageId, nonce) => nonces.has(imageId) && nonces.get(imageId) !== nonce,
  };
}
