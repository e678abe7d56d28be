/** Ids of images and jobs become parts of paths and go into the state: UUIDs, with or without hyphens. */
export function isId(text: string): boolean {
  return /^[\w-]{1,64}$/.test(text);
}
