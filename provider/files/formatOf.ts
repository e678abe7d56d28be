/** The format of a file, as far as its first bytes show it. */

/** So many bytes tell every format of the table. */
export const headBytes = 36 * 1024;

interface Signature {
  readonly format: string;
  readonly at: number;
  readonly bytes: Buffer;
}

const text = (format: string, at: number, word: string): Signature => ({
  format,
  at,
  bytes: Buffer.from(word, "latin1"),
});

/** The first that fits counts. Formats without a word at their beginning are not in it: raw, zvhd, zvhd2 and fixed vhd. */
const signatures: readonly Signature[] = [
  text("qcow2", 0, "QFI\xfb\0\0\0\x02"),
  text("qcow2", 0, "QFI\xfb\0\0\0\x03"),
  text("qcow", 0, "QFI\xfb\0\0\0\x01"),
  text("vmdk", 0, "KDMV"),
  text("vmdk", 0, "# Disk DescriptorFile"),
  text("vhdx", 0, "vhdxfile"),
  text("vhd", 0, "conectix"),
  text("qed", 0, "QED\0"),
  text("vdi", 64, "\x7f\x10\xda\xbe"),
  text("iso", 32_769, "CD001"),
  text("iso", 32_769, "BEA01"),
  text("gzip", 0, "\x1f\x8b\x08"),
  text("zip", 0, "PK\x03\x04"),
  text("bzip2", 0, "BZh"),
  text("xz", 0, "\xfd7zXZ\0"),
  text("zstd", 0, "\x28\xb5\x2f\xfd"),
  text("7z", 0, "7z\xbc\xaf\x27\x1c"),
  text("tar", 257, "ustar"),
];

export function formatOf(head: Buffer): string | undefined {
  return signatures.find(({ at, bytes }) => head.subarray(at, at + bytes.length).equals(bytes))?.format;
}
