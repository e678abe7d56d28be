const alphabet = "abcdefghijklmnopqrstuvwxyz234567";

/** The first `length` characters of the base32 form of `bytes`, in lower case (RFC 4648 alphabet, no padding). */
export function base32(bytes: Uint8Array, length: number): string {
  const bits = Array.from(bytes, (byte) => byte.toString(2).padStart(8, "0")).join("");
  const groups = bits.match(/.{5}/g) ?? [];
  return groups
    .slice(0, length)
    .map((group) => alphabet.charAt(Number.parseInt(group, 2)))
    .join("");
}
