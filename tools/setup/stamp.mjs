import { existsSync, mkdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { root } from "../base/root.mjs";

const dir = join(root, "node_modules", ".pulumi-ims-setup");

/** Remembers for each step the hash of what it was done with. It lies in node_modules, so it vanishes together with them. */
export const stamp = {
  matches: (step, hash) => existsSync(join(dir, step)) && readFileSync(join(dir, step), "utf8") === hash,

  remove: (step) => rmSync(join(dir, step), { force: true }),

  write(step, hash) {
    mkdirSync(dir, { recursive: true });
    writeFileSync(join(dir, step), hash);
  },
};
