import { authenticationPage } from "../generate/authenticationPage.mjs";
import { readme } from "../generate/readme.mjs";

/** A check that the generated parts of the documents say what the code says. */
export const docsCheck = { name: "generated documents", run: checkDocuments };

const documents = { "README.md": readme, "docs/authentication.md": authenticationPage };

async function checkDocuments() {
  const checked = Object.entries(documents).map(async ([name, read]) => ({ name, ...(await read()) }));
  const stale = (await Promise.all(checked)).filter(({ text, wanted }) => text !== wanted);
  const lines = stale.map(({ name }) => `${name} is stale; run npm run docs`);
  return { code: lines.length === 0 ? 0 : 1, output: lines.join("\n") };
}
