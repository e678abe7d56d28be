import type { Owner } from "./stored";

/**
 * Which tokens are in use in this process: those that live entries of the state hold, and those that operations under way
 * make images with. After a rename two resources may come to the same token.
 */
export interface HeldTokens {
  /** Records the token of an entry that the engine has named. */
  hold(owner: Holder): void;
  /** Ends what `hold` has recorded: the entry is deleted. */
  release(owner: Holder): void;
  isHeld(token: string): boolean;
  /** Records that an operation makes an image with this token, until the returned function is called. */
  begin(token: string): () => void;
  /** True when more than one operation makes an image with this token. */
  isShared(token: string): boolean;
}

type Holder = Pick<Owner, "token" | "nonce">;

export function heldTokens(): HeldTokens {
  const held = new Map<string, Set<string>>();
  const making = new Map<string, number>();
  const count = (token: string, change: number) => making.set(token, (making.get(token) ?? 0) + change);
  return {
    hold: ({ token, nonce }) => void held.set(token, (held.get(token) ?? new Set()).add(nonce)),
    release: ({ token, nonce }) => void held.get(token)?.delete(nonce),
    isHeld: (token) => (held.get(token)?.size ?? 0) > 0,
    begin: (token) => {
      count(token, 1);
      return () => void count(token, -1);
    },
    isShared: (token) => (making.get(token) ?? 0) > 1,
  };
}
