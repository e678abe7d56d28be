/**
 * The text that the engine stores with every resource and runs in later operations. It names the package entry and the
 * kind, nothing else, and must never change: old state carries it for ever.
 */
export function loaderOf(kind: string): string {
  return `exports.handler=()=>require("node:module").createRequire(process.cwd()+"/_")("pulumi-ims/dynamic").${kind};`;
}
