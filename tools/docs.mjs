import { writeFileSync } from "node:fs";
import { main } from "./base/main.mjs";
import { say } from "./base/say.mjs";
import { readme, readmePath } from "./generate/readme.mjs";
import { setup } from "./setup.mjs";

// npm run docs: writes the generated parts of README.md.
await main(async () => {
  await setup({ cli: false });
  const { text, wanted } = await readme();
  if (text !== wanted) writeFileSync(readmePath, wanted);
  say(text === wanted ? "README.md is up to date." : "README.md is written anew.");
});
