import { randomBytes } from "node:crypto";
import { base32 } from "./base32";

/** Chance as the provider sees it. Tests pass one that they can repeat. */
export interface Random {
  /** A number from 0 (included) to 1 (excluded). */
  fraction(): number;
  /** `length` characters of base32 in lower case. */
  id(length: number): string;
}

export const systemRandom: Random = {
  fraction: () => randomBytes(4).readUInt32BE() / 2 ** 32,
  id: (length) => base32(randomBytes(Math.ceil((length * 5) / 8)), length),
};
