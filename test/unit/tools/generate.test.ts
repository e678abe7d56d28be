import { fakeClone } from "./fakeClone";
import { runScript } from "./runScript";

// Each test starts a process, which takes its time on a busy machine.
jest.setTimeout(30_000);

const field = (onChange: string): string => `{ onChange: "${onChange}" }`;
const kindsModule = `exports.serverImage = {
  type: "ServerImage",
  jobType: "makeImage",
  fields: { name: ${field("update")}, backup: ${field("record")}, id: ${field("replace")}, timeouts: ${field("local")} },
  submit: (args) => ({ service: "ims", method: "POST", path: "/v1/" + encodeURIComponent(args.id) + "/images" }),
};`;

const setsModule = `exports.images = {
  type: "Images",
  jobType: "makeImage",
  fields: { list: ${field("update")}, region: ${field("replace")} },
  memberKinds: Object.values(require("./index.js")),
};`;

const table = [
  "| class         | call                   | job         | changed in place | replaces the image |",
  "| ------------- | ---------------------- | ----------- | ---------------- | ------------------ |",
  "| `Images`      | `POST /v1/{id}/images` | `makeImage` | list             | region             |",
  "| `ServerImage` | `POST /v1/{id}/images` | `makeImage` | name, backup     | id                 |",
].join("\n");
const readmeWith = (part: string): string => `before\n\n<!-- kinds -->${part}<!-- /kinds -->\n\nafter\n`;

describe("the table of classes in README.md", () => {
  let clone: ReturnType<typeof fakeClone>;
  beforeEach(() => {
    clone = fakeClone();
    clone.write("dist/kinds/index.js", kindsModule);
    clone.write("dist/kinds/sets.js", setsModule);
  });
  afterEach(() => clone.remove());

  const wanted = async (): Promise<unknown> => {
    const script = `import { readme } from "tools:generate/readme.mjs"; console.log(JSON.stringify(await readme()));`;
    return JSON.parse((await runScript(script, clone.env, clone.dir)).stdout);
  };
  const checked = async (): Promise<unknown> => {
    const script = `import { docsCheck } from "tools:checks/docsCheck.mjs";
      console.log(JSON.stringify(await docsCheck.run()));`;
    return JSON.parse((await runScript(script, clone.env, clone.dir)).stdout);
  };

  it("says what each class calls, changes in place and replaces, and leaves the rest of the file alone", async () => {
    clone.write("README.md", readmeWith("\nold\n"));
    expect(await wanted()).toMatchObject({ wanted: readmeWith(`\n\n${table}\n\n`) });
  });

  it("passes the check once it is written, and fails it when it is stale", async () => {
    clone.write("README.md", readmeWith(`\n\n${table}\n\n`));
    expect(await checked()).toEqual({ code: 0, output: "" });
    clone.write("README.md", readmeWith("\n"));
    expect(await checked()).toEqual({ code: 1, output: "README.md is stale; run npm run docs" });
  });

  it("needs its markers", async () => {
    clone.write("README.md", "nothing\n");
    const { code, stderr } = await runScript(
      `import { readme } from "tools:generate/readme.mjs"; await readme();`,
      clone.env,
      clone.dir,
    );
    expect(code).not.toBe(0);
    expect(stderr).toContain("there is no <!-- kinds --> … <!-- /kinds -->");
  });
});
