const units = ["bytes", "KiB", "MiB", "GiB", "TiB"];

/** `512 bytes`, `12 MiB`, `1.4 GiB`: how large, for people. */
export function formatBytes(bytes: number): string {
  const power = Math.min(Math.floor(Math.log2(Math.max(bytes, 1)) / 10), units.length - 1);
  const value = bytes / 1024 ** power;
  const digits = Number.isInteger(value) || value >= 100 ? 0 : 1;
  return `${value.toFixed(digits)} ${units[power]}`;
}
