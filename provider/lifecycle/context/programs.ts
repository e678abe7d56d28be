/** Declarations of the programs of this process, by URN: an old half of a replacement has no inputs of its own. */
export interface Programs {
  note(urn: string, isProtected: unknown): void;
  /** True for a resource that this run has met. */
  hold(urn: string): boolean;
  /** True when the program says `protected: false`. */
  liftProtection(urn: string): boolean;
}

export function programs(): Programs {
  const declared = new Map<string, unknown>();
  return {
    note: (urn, isProtected) => {
      declared.set(urn, isProtected);
    },
    hold: (urn) => declared.has(urn),
    liftProtection: (urn) => declared.get(urn) === false,
  };
}
