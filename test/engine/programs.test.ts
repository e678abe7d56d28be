/** Programs as people write them, with the real CLI: outputs, saved plans, names, references, values from elsewhere. */
import { demoServerId, demoVolumeId, secondVolumeId } from "pulumi-ims-simulator";
import { CliProject } from "../support/cliProject";

jest.setTimeout(300_000);

let project: CliProject;
const open = async (...options: Parameters<typeof CliProject.open>) => {
  project = await CliProject.open(...options);
  return project;
};
afterEach(() => project.close());

const imports = 'const pulumi = require("@pulumi/pulumi"); const ims = require("pulumi-ims");';
const programs = (text: string) => project.write("index.js", `${imports}\n${text}`);

const outputs = (description: string) => `
const bare = new ims.EcsSystemImage("bare", { instanceId: "${demoServerId}" });
const full = new ims.EcsSystemImage("full", {
  instanceId: "${demoServerId}", description: "${description}", tags: { z: "1", a: "2" }, minRam: 1024,
});
const fromConfig = pulumi.output(undefined);
const file = new ims.ObsSystemImage("file", {
  imageUrl: "ims-image:centos70.qcow2", minDisk: 40, osVersion: "CentOS 7.0 64bit",
  description: Promise.resolve(undefined), dataImages: fromConfig,
});
const set = new ims.EvsDataImages("set", { dataImages: [{ volumeId: "${secondVolumeId}", name: "disk", tags: fromConfig }] });
new ims.EvsDataImage("user", {
  volumeId: "${demoVolumeId}",
  tags: fromConfig,
  description: pulumi.interpolate\`\${full.region} \${full.imageId} \${full.name} \${full.minRam} \${full.maxRam} \${bare.description} \${bare.tags} \${bare.minRam} \${bare.enterpriseProjectId} \${bare.name} \${set.enterpriseProjectId} \${file.description} \${file.dataImages}\`,
});
exports.leftOut = bare.description.apply((d) => String(d));
`;

test("a saved plan of images without names is carried out, and outputs are known in previews when they are left out or never change", async () => {
  await open({ speed: 2_000 });
  programs(outputs("first"));
  const plan = await project.succeed("preview", "--save-plan", "plan.json");
  expect(plan).toContain('leftOut: "undefined"');
  await project.up("--plan", "plan.json");
  const made = await project.images();
  expect(made["bare"]?.outputs["name"]).toMatch(/^bare-[a-z2-7]{7}$/);
  expect(made["user"]?.outputs["description"]).toMatch(
    /^eu-de [0-9a-f-]{36} full-\w{7} 1024 undefined undefined undefined undefined undefined bare-\w{7} undefined undefined undefined$/,
  );

  expect(await project.preview()).toContain("6 unchanged");
  programs(outputs("second"));
  const preview = await project.preview();
  expect(preview).toContain('~ description: "first" => "second"');
  expect(preview).toContain("~ 1 to update");
  expect(preview).not.toContain("__");
  const short = await project.succeed("preview");
  expect(short).toContain("[diff: ~description]");
  const json = JSON.parse((await project.succeed("preview", "--json")).replace(/^[^{]*/, "")) as {
    steps: { op: string; diffReasons?: string[]; detailedDiff: object }[];
  };
  const [step] = json.steps.filter(({ op }) => op === "update");
  expect(step).toMatchObject({
    diffReasons: ["description"],
    detailedDiff: { description: { kind: "update", inputDiff: true } },
  });
});

const retained = (trigger: number) => `
new ims.EcsSystemImage("golden", { instanceId: "${demoServerId}" }, { retainOnDelete: true, replacementTrigger: ${trigger} });
`;

test("two images that exist at once never have one made-up name when releases are kept and replacements are forced", async () => {
  await open({ speed: 2_000, uniqueNames: true });
  programs(retained(1));
  await project.up();
  programs(retained(2));
  await project.up();
  const { urn } = await project.only("golden");
  await project.up("--replace", urn);
  programs(retained(3));
  await project.up();
  const names = project.simulator.truth().images.map(({ name }) => name);
  expect(new Set(names).size).toBe(4);
  expect(names.filter((name) => !/^golden-[a-z2-7]{7}$/.test(name))).toEqual([]);
});

test("a refresh drops an image of get that is gone, and a program that still reads it is told so", async () => {
  await open({ speed: 2_000 });
  programs(`new ims.EcsSystemImage("own", { instanceId: "${demoServerId}", tags: { team: "base" } });`);
  await project.up();
  const { id = "" } = await project.only("own");
  const reads = `
const found = ims.Image.get("found", "${id}");
const same = ims.EcsSystemImage.get("same", "${id}");
exports.known = pulumi.all([found.tags, same.jobId, found.jobId]).apply(([tags, ...jobs]) => [tags.team, ...jobs.map(String)].join());
`;
  programs(reads);
  expect(await project.succeed("preview")).toContain('known: "base,undefined,undefined"');
  project.simulator.edit.updateImage(id, { tags: { team: "base" } });
  await project.up(
    "--target-dependents",
    "--target",
    "urn:pulumi:dev::engine-test::pulumi-nodejs:dynamic/ims:Image::found",
  );
  expect((await project.images())["found"]?.outputs).toMatchObject({ imageId: id, tags: { team: "base" } });

  project.simulator.edit.deleteImage(id);
  programs("");
  await project.refresh();
  expect(await project.images()).toEqual({});
  programs(reads);
  expect(await project.failUp()).toContain(`There is no image ${id} in project`);
});

const ignoring = (description: string) => `
new ims.EcsSystemImage("golden", {
  instanceId: "${demoServerId}", description: "${description}", tags: { own: "1" },
}, { ignoreChanges: ["tags"] });
new ims.EcsSystemImage("open", { instanceId: "${demoServerId}", description: "${description}", tags: { own: "1" } });
`;

test("an update changes what its diff named and nothing else, default tags included when ignoreChanges names tags", async () => {
  await open({ speed: 2_000 });
  programs(ignoring("first"));
  await project.up();
  const { images } = project.simulator.truth();
  for (const { id, tags } of images) project.simulator.edit.updateImage(id, { tags: { ...tags, hand: "made" } });
  await project.succeed("config", "set", "--path", "ims:defaultTags.cost", "platform");
  programs(ignoring("second"));
  const preview = await project.preview();
  expect(preview.match(/cost/g)).toHaveLength(1);

  await project.up();

  const byName = Object.fromEntries(
    project.simulator.truth().images.map(({ name, tags, image }) => [
      name.split("-")[0],
      {
        description: image["__description"],
        tags: Object.keys(tags)
          .filter((key) => key !== "pulumi-ims")
          .sort(),
      },
    ]),
  );
  expect(byName).toEqual({
    golden: { description: "second", tags: ["hand", "own"] },
    open: { description: "second", tags: ["cost", "hand", "own"] },
  });
  expect(await project.up()).toContain("3 unchanged");
});

test("a preview names null and values of a wrong type, and a provider takes an undefined output as left out", async () => {
  await open({ speed: 2_000 });
  await project.succeed("config", "set", "ims:region", "eu-nl");
  programs(`
const place = new ims.Provider("place", { region: pulumi.output(undefined), projectName: pulumi.secret(undefined) });
new ims.EcsSystemImage("good", { instanceId: "${demoServerId}", description: pulumi.secret(undefined) }, { provider: place });
`);
  await project.up();
  expect((await project.only("good")).outputs["region"]).toBe("eu-nl");
  programs(`
new ims.EcsSystemImage("bad", { instanceId: "${demoServerId}", description: null, tags: pulumi.output(7), name: pulumi.output(null), minRam: "much" });
`);
  const output = await project.fail("preview");
  for (const words of [
    "description must not be null; leave it out instead",
    "name must not be null; leave it out instead",
    "tags must be a map from key to value",
    "minRam must be a whole number of MB",
  ]) {
    expect(output).toContain(words);
  }
  programs('new ims.EvsDataImages("list", { dataImages: pulumi.output({}) });');
  expect(await project.fail("preview")).toContain("dataImages must be a list of");
  programs('new ims.Provider("place", { region: null });');
  expect(await project.fail("preview")).toContain("place: region must not be null; leave it out instead");
});
