/** Deeper than any documented answer; whatever reads an answer walks it by recursion. */
const maxDepth = 64;

export function parseJson(text: string): unknown {
  const value: unknown = JSON.parse(text);
  if (isDeeper(value, maxDepth)) throw new SyntaxError(`nested deeper than ${maxDepth} levels`);
  return value;
}

function isDeeper(value: unknown, levels: number): boolean {
  if (typeof value !== "object" || value === null) return false;
  return levels === 0 || Object.values(value).some((item) => isDeeper(item, levels - 1));
}
