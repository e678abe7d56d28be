import { writeFileSync } from "node:fs";
import { relative } from "node:path";
import { main } from "./base/main.mjs";
import { root } from "./base/root.mjs";
import { say } from "./base/say.mjs";
import { authenticationPage, authenticationPagePath } from "./generate/authenticationPage.mjs";
import { readme, readmePath } from "./generate/readme.mjs";
import { setup } from "./setup.mjs";

const documents = [
  { path: readmePath, read: readme },
  { path: authenticationPagePath, read: authenticationPage },
];

// npm run docs: writes the generated parts of the documents.
await main(async () => {
  await setup({ cli: false });
  for (const { path, read } of documents) {
    const { text, wanted } = await read();
    if (text !== wanted) writeFileSync(path, wanted);
    say(`${relative(root, path)} is ${text === wanted ? "up to date" : "written anew"}.`);
  }
});
