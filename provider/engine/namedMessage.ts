const namePart = 4;

/**
 * A message with the name of its resource. Rows show the name themselves, and cut off what does not fit; the lines of
 * `--diff` show nothing but the message, and nobody here can tell which of the two it will be.
 */
export function namedMessage(urn: string, message: string): string {
  const name = urn
    .split("::")
    .slice(namePart - 1)
    .join("::");
  return name === "" ? message : `${message} (${name})`;
}
