/**
 * A copy that holds nothing but plain JSON. The dynamic provider server fails on `undefined`, functions, BigInt and
 * frozen objects after the cloud call was made, which would lose the image; so everything that leaves goes through here.
 */
export function plainJson<T>(value: T): T {
  return JSON.parse(
    JSON.stringify(value, (_key, item: unknown) => (typeof item === "bigint" ? item.toString() : item)),
  );
}
