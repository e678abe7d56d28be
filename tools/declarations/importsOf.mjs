/** The imports of a declaration file, as they are written there. */
export function importsOf(text) {
  const code = text.replaceAll(/\/\*[\s\S]*?\*\//g, "");
  return [...code.matchAll(/\b(?:from|import|require)\s*\(?\s*["']([^"']+)["']/g)].map(([, name]) => name);
}
