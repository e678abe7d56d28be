/** Nothing that a program has marked as secret stands in clear anywhere, with the real CLI. */
import { demoServerId, demoVolumeId, secondVolumeId, zvhd2Object } from "pulumi-ims-simulator";
import { CliProject } from "../support/cliProject";
import { withoutDebug } from "../support/withoutDebug";

jest.setTimeout(300_000);

let project: CliProject;
beforeEach(async () => {
  project = await CliProject.open({ speed: 2_000 });
});
afterEach(() => project.close());

/** Values that are found nowhere by chance. */
const secrets = {
  tag: "s3cret-tag-value",
  key: "s3cret-tag-key",
  description: "s3cret description",
  setDescription: "s3cret description of a set",
  element: "s3cret-element-tag",
  elementName: "s3cret-element-name",
  metadata: "s3cret-metadata",
};

const program = (stage: number) => `
const pulumi = require("@pulumi/pulumi");
const ims = require("pulumi-ims");
const s = ${JSON.stringify(secrets)};
const hide = pulumi.secret;
const later = ${stage} > 0 ? hide : (value) => value;
const one = new ims.EcsSystemImage("one", {
  instanceId: "${demoServerId}",
  description: hide(s.description + " ${stage}"),
  tags: { open: "shown", hidden: hide(s.tag) },
});
new ims.EvsDataImage("two", { volumeId: "${demoVolumeId}", tags: hide({ [s.key]: s.tag }), description: later("becomes one") });
new ims.ServerImage("three", { instanceId: hide("${demoServerId}"), metadata: { key: hide(s.metadata) } });
const set = new ims.EcsImages("set", {
  instanceId: "${demoServerId}",
  description: hide(s.setDescription),
  tags: { hidden: hide(s.tag), open: "shown" },
  dataImages: [
    { volumeId: hide("${demoVolumeId}"), name: hide(s.elementName), description: hide(s.element), tags: { hidden: hide(s.element) } },
    { volumeId: "${secondVolumeId}", name: "open-name", tags: hide({ [s.key]: s.element }) },
  ],
});
new ims.ObsSystemImage("file", { imageUrl: hide("${zvhd2Object}"), osVersion: "CentOS 7.0 64bit", minDisk: 40, tags: { hidden: hide(s.tag) } });
exports.isKnown = pulumi.all([set.imageIdOfVolume("${demoVolumeId}"), set.imageId]).apply((ids) => ids.map((id) => /^[0-9a-f-]{36}$/.test(id)).join());
exports.open = one.tags.apply((tags) => tags.open);
`;

const leaks = (text: string) => Object.values(secrets).filter((secret) => text.includes(secret));

test("secrets stand in clear in no state, output, event, diff or log when images and sets are made, changed and refreshed", async () => {
  project.env = { ...project.env, PULUMI_IMS_LOG: `${project.dir}/calls.log`, PULUMI_DEBUG_COMMANDS: "true" };
  const said: string[] = [];
  const run = async (output: Promise<string>) => {
    said.push(await output);
    const state = await project.succeed("stack", "export");
    expect(leaks(state)).toEqual([]);
    return state;
  };
  project.write("index.js", program(0));
  await run(project.preview());
  const first = await run(project.up("--parallel", "50", "--diff", "--event-log", "events.json"));
  expect(first).toContain("becomes one");
  const stored = await project.images();
  const shown = (name: string) => stored[name]?.outputs["image"] as { tags: object; dataOrigin?: string };
  expect(shown("one").tags).toEqual({ open: "shown" });
  expect(shown("two").tags).toEqual({});
  expect(shown("three").dataOrigin).toBeUndefined();
  expect(shown("file").dataOrigin).toBeUndefined();
  const outputs = JSON.parse(await project.succeed("stack", "output", "--json", "--show-secrets"));
  expect(outputs).toMatchObject({ isKnown: "true,true", open: "shown" });

  expect(await project.up("--parallel", "50")).toContain("6 unchanged");
  await run(project.refresh("--diff"));

  project.write("index.js", program(1));
  const preview = await project.preview();
  said.push(preview);
  expect(preview).toContain("~ 2 to update");
  const second = await run(project.up("--parallel", "50", "--diff"));
  expect(second).not.toContain("becomes one");
  expect(await project.up()).toContain("6 unchanged");
  said.push(withoutDebug(project.read("events.json")));
  for (const text of said) expect(leaks(text)).toEqual([]);
  // Keys are names: to hide them in a log would tear its words apart.
  expect(leaks(project.read("calls.log"))).toEqual([secrets.key]);
  await project.destroy("--parallel", "50");
  expect(project.simulator.truth().images).toEqual([]);
});
