/**
 * Which nonce each image belongs to, as far as this process has been told by the engine or has answered itself; the last
 * word counts. A read tells nothing. (docs/architecture.md, Claimed images)
 */
export interface ClaimedImages {
  /** Records an entry of the state; without an image id where none is stored yet. */
  note(imageId: string | undefined, nonce: string): void;
  has(imageId: string): boolean;
  /** True when an entry with this nonce was recorded whose image is not known. */
  hasNonce(nonce: string): boolean;
  /** True when the image was taken over by another entry than the one with this nonce. */
  belongsToAnother(imageId: string | undefined, nonce: string): boolean;
}

export function claimedImages(): ClaimedImages {
  const nonces = new Map<string, string>();
  const imageless = new Set<string>();
  return {
    note: (imageId, nonce) => {
      if (imageId === undefined) imageless.add(nonce);
      else {
        imageless.delete(nonce);
        nonces.set(imageId, nonce);
      }
    },
    has: (imageId) => nonces.has(imageId),
    hasNonce: (nonce) => imageless.has(nonce),
    belongsToAnother: (imageId = "", nonce) => nonces.has(imageId) && nonces.get(imageId) !== nonce,
  };
}
