import { readme } from "../generate/readme.mjs";

/** A check that the generated parts of README.md say what the code says. */
export const docsCheck = { name: "generated documents", run: checkReadme };

async function checkReadme() {
  const { text, wanted } = await readme();
  if (text === wanted) return { code: 0, output: "" };
  return { code: 1, output: "README.md is stale; run npm run docs" };
}
