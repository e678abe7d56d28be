import { readFileSync } from "node:fs";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import { root } from "../base/root.mjs";
import { cloudsTable } from "./cloudsTable.mjs";
import { withGeneratedPart } from "./generatedPart.mjs";
import { settingsTable } from "./settingsTable.mjs";

export const authenticationPagePath = join(root, "docs/authentication.md");

const compiled = (file) => import(pathToFileURL(join(root, "dist", file)).href);

/** docs/authentication.md as it is, and as the compiled settings and limits want it. */
export async function authenticationPage() {
  const { keys, families } = await compiled("config/keys.js");
  const { cloudLimits } = await compiled("ims/cloudLimits.js");
  const text = readFileSync(authenticationPagePath, "utf8");
  const withSettings = withGeneratedPart(text, "settings", settingsTable(keys, families));
  return { text, wanted: withGeneratedPart(withSettings, "clouds", cloudsTable(cloudLimits)) };
}
