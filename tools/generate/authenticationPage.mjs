import { readFileSync } from "node:fs";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import { root } from "../base/root.mjs";
import { withGeneratedPart } from "./generatedPart.mjs";
import { settingsTable } from "./settingsTable.mjs";

export const authenticationPagePath = join(root, "docs/authentication.md");

/** docs/authentication.md as it is, and as the compiled settings want it. */
export async function authenticationPage() {
  const { keys, families } = await import(pathToFileURL(join(root, "dist/config/keys.js")).href);
  const text = readFileSync(authenticationPagePath, "utf8");
  return { text, wanted: withGeneratedPart(text, "settings", settingsTable(keys, families)) };
}
