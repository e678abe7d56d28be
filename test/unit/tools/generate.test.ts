import { fakeClone } from "./fakeClone";
import { runScript } from "./runScript";

// Each test starts a process, which takes its time on a busy machine.

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
const costs = [
  "Refresh:",
  "",
  "| what       | median  | least to most | runs | at most |",
  "| ---------- | ------- | ------------- | ---- | ------- |",
  "| of 50      | 3 calls | 3 to 4        | 5    | 3 calls |",
  "| of one, in | 0.2 s   | 0.1 to 0.3    | 2    |         |",
].join("\n");
const report = {
  Refresh: [
    { what: "of 50", unit: "calls", least: 3, median: 3, most: 4, runs: 5, target: 3 },
    { what: "of one, in", unit: "s", least: 0.1, median: 0.2, most: 0.3, runs: 2 },
  ],
};
const readmeWith = (part: string, costsPart = `\n\n${costs}\n\n`): string =>
  `before\n\n<!-- kinds -->${part}<!-- /kinds -->\n\nbetween\n<!-- costs -->${costsPart}<!-- /costs -->\nafter\n`;

const keysModule = `exports.families = ["PULUMI_IMS", "HW"];
exports.keys = {
  secretKey: { about: "secret key", secret: true, HW: ["HW_SECRET_KEY"] },
  idpId: { about: "provider", inside: "assumeRoleWithOidc", HW: ["HW_IDP_ID"], PULUMI_IMS: ["PULUMI_IMS_IDP_ID"] },
  insecure: { about: "trust", type: "true or false" },
};`;

const settings = [
  "| key                     | what it says | type          | secret | environment variables            |",
  "| ----------------------- | ------------ | ------------- | ------ | -------------------------------- |",
  "| `secretKey`             | secret key   | text          | yes    | `HW_SECRET_KEY`                  |",
  "| in `assumeRoleWithOidc` | provider     | text          |        | `PULUMI_IMS_IDP_ID`, `HW_IDP_ID` |",
  "| `insecure`              | trust        | true or false |        |                                  |",
].join("\n");
const limitsModule = `exports.cloudLimits = {
  wide: { name: "Wide", tags: 20, tagKey: 128, tagValue: 255, lacks: [], values: {} },
  narrow: {
    name: "Narrow", tags: 10, tagKey: 36, tagValue: 43, tagText: { words: "letters" }, lacks: ["licence"], values: { format: ["raw", "vhd"] },
  },
};`;
const clouds = [
  "| cloud  | tags of an image, the marker included | key and value of a tag              | has no    | only takes        |",
  "| ------ | ------------------------------------- | ----------------------------------- | --------- | ----------------- |",
  "| Wide   | 20                                    | up to 128 and 255 characters        |           |                   |",
  "| Narrow | 10                                    | up to 36 and 43 characters: letters | `licence` | `format` raw, vhd |",
].join("\n");
const pageWith = (part: string): string =>
  `before\n\n<!-- settings -->${part}<!-- /settings -->\n\n<!-- clouds -->\n\n${clouds}\n\n<!-- /clouds -->\nafter\n`;

describe("the tables in the documents", () => {
  let clone: ReturnType<typeof fakeClone>;
  beforeEach(() => {
    clone = fakeClone();
    clone.write("dist/kinds/index.js", kindsModule);
    clone.write("dist/kinds/sets.js", setsModule);
    clone.write("test/bench/report.json", JSON.stringify(report));
    clone.write("dist/config/keys.js", keysModule);
    clone.write("dist/ims/cloudLimits.js", limitsModule);
    clone.write("docs/authentication.md", pageWith(`\n\n${settings}\n\n`));
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

  it("shows what the benchmarks have measured, with their spread", async () => {
    clone.write("README.md", readmeWith(`\n\n${table}\n\n`, "\nold\n"));
    expect(await wanted()).toMatchObject({ wanted: readmeWith(`\n\n${table}\n\n`) });
  });

  it("passes the check once it is written, and fails it when it is stale", async () => {
    clone.write("README.md", readmeWith(`\n\n${table}\n\n`));
    expect(await checked()).toEqual({ code: 0, output: "" });
    clone.write("README.md", readmeWith("\n"));
    expect(await checked()).toEqual({ code: 1, output: "README.md is stale; run npm run docs" });
    clone.write("docs/authentication.md", pageWith("\n"));
    expect(await checked()).toEqual({
      code: 1,
      output: "README.md is stale; run npm run docs\ndocs/authentication.md is stale; run npm run docs",
    });
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
