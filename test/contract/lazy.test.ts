/** What a preview pays for: a process that only checks and compares loads nothing that talks to the cloud or signs in. */
import { execFileSync } from "node:child_process";
import { resolve } from "node:path";

const root = resolve(__dirname, "../..");

const script = `
const { ecsSystemImage: provider } = require("./dist/dynamic.js");
const loaded = () => Object.keys(require.cache);
(async () => {
  await provider.configure({ config: { get: () => undefined } });
  const { inputs } = await provider.check({}, { name: "golden", instanceId: "877a2cda-ba63-4e1e-b95f-e67e48b6129a" });
  await provider.diff("id", inputs, { ...inputs, name: "other" });
  const before = loaded();
  const refusal = await provider.create(inputs).then(() => "created", String);
  process.stdout.write(JSON.stringify({ before, after: loaded(), refusal }));
})();
`;

const signsIn = /\/dist\/(auth|config\/(sources\/|configuration|findCredentials|readProof))/;
const library = /\/node_modules\/(undici|yaml)\//;

test("a preview loads neither undici nor yaml nor any credentials code, and the first call does", () => {
  const env = { PATH: process.env["PATH"] };
  const output = execFileSync(process.execPath, ["-e", script], { cwd: root, env, encoding: "utf8" });
  const { before, after, refusal } = JSON.parse(output) as { before: string[]; after: string[]; refusal: string };
  expect(before.length).toBeGreaterThan(0);
  expect(before.filter((path) => signsIn.test(path) || library.test(path))).toEqual([]);
  expect(refusal).toContain("no credentials in any of these places");
  expect(after.filter((path) => signsIn.test(path)).length).toBeGreaterThan(5);
});
