/** Nothing that a program has marked as secret stands in clear anywhere when a run goes wrong, with the real CLI. */
import { brokenServerId, demoServerId, demoVolumeId } from "pulumi-ims-simulator";
import { CliProject } from "../support/cliProject";
import { until } from "../support/until";
import { withoutDebug } from "../support/withoutDebug";

jest.setTimeout(300_000);

let project: CliProject;
const texts: string[] = [];
const open = async (speed: number) => {
  project = await CliProject.open({ speed });
  project.env = { ...project.env, PULUMI_IMS_LOG: `${project.dir}/calls.log`, PULUMI_DEBUG_COMMANDS: "true" };
  texts.length = 0;
};
afterEach(() => project.close());

/** Every secret of these programs holds it. */
const mark = "s3cret";
const eventLog = ["--diff", "--event-log", "events.json"];

const program = (resources: string) => `
const pulumi = require("@pulumi/pulumi");
const ims = require("pulumi-ims");
const hide = pulumi.secret;
${resources}
`;

/** The output of a run, its events, and the state that it has left. */
async function collect(output: string): Promise<void> {
  const state = await project.succeed("stack", "export");
  expect(state).not.toContain(mark);
  texts.push(output, withoutDebug(project.read("events.json")));
}

function expectNoSecret(): void {
  // Keys are names: to hide them in a log would tear its words apart.
  const lines = texts.join("\n").split("\n");
  expect(lines.filter((line) => line.replaceAll(`${mark}-key`, "").includes(mark))).toEqual([]);
}

/** Programs whose arguments are all wrong, and the names that the refusal has to tell. */
const faulty: readonly (readonly [type: string, resource: string, names: readonly string[]])[] = [
  [
    "EcsSystemImage",
    `new ims.EcsSystemImage("one", {
      instanceId: hide(["${mark}"]),
      name: hide("${mark} < name"),
      description: hide("${mark} < description"),
      tags: { a: hide(["${mark}"]) },
      minRam: hide("${mark}"),
      timeouts: { create: hide("${mark}") },
      region: hide({ region: "${mark}" }),
    });`,
    ["instanceId", "name", "description", "tags.a", "minRam", "timeouts.create", "region"],
  ],
  [
    "ObsSystemImage",
    `new ims.ObsSystemImage("two", {
      imageUrl: hide("https://${mark}/file"), minDisk: hide(["${mark}"]), osVersion: hide({ version: "${mark}" }),
      osType: hide("${mark}"), type: hide("${mark}"), hwFirmwareType: hide("${mark}"), triggers: hide("${mark}"),
      tags: hide({ "${mark}-key": ["${mark}"] }),
    });`,
    ["imageUrl", "minDisk", "osVersion", "osType", "type", "hwFirmwareType", "triggers"],
  ],
  [
    "EvsDataImages",
    `new ims.EvsDataImages("set", {
      dataImages: [
        { volumeId: hide(["${mark}"]), name: hide({ "${mark}": 1 }), tags: hide("${mark}") },
        hide({ volumeId: ["${mark}"], "${mark}-key": "${mark}" }),
      ],
    });`,
    [
      "dataImages.0.volumeId",
      "dataImages.0.name",
      "dataImages.0.tags",
      "dataImages.1.volumeId",
      "dataImages.1.name",
      "dataImages.1 does not take",
    ],
  ],
];

test.each(faulty)("%s prints no value when secret arguments fail its check", async (_type, resource, names) => {
  await open(2_000);
  project.write("index.js", program(resource));
  for (const command of [["preview"], ["up", "--yes", "--skip-preview"]]) {
    const output = await project.fail(...command, ...eventLog);
    expect(names.filter((name) => !output.includes(` ${name} `))).toEqual([]);
    await collect(output);
  }
  expectNoSecret();
});

const begun = (instanceId: string) =>
  program(`
new ims.EcsSystemImage("one", {
  instanceId: "${instanceId}",
  name: hide("${mark}-name"),
  description: hide("${mark} description"),
  tags: { open: "shown", hidden: hide("${mark}-value") },
});
new ims.EcsImages("set", {
  instanceId: "${instanceId}",
  description: hide("${mark} description of a set"),
  tags: hide({ "${mark}-key": "${mark}-value" }),
  dataImages: [{ volumeId: hide("${demoVolumeId}"), name: hide("${mark}-disk"), tags: { hidden: hide("${mark}-value") } }],
});
new ims.ServerImage("native", { instanceId: "${instanceId}", name: hide("${mark}-native"), metadata: { key: hide("${mark}-key") } });
`);

test("secret arguments stay hidden when a create fails", async () => {
  await open(2_000);
  project.write("index.js", begun(brokenServerId));
  const output = await project.failUp(...eventLog);
  expect(output).toMatch(/Job .* failed: IMG/);
  await collect(output);
  texts.push(project.read("calls.log"));
  expectNoSecret();
});

test("secret arguments stay hidden when a create is interrupted by Ctrl-C, continued and destroyed", async () => {
  await open(30);
  project.write("index.js", begun(demoServerId));
  const run = project.start("up", "--yes", "--skip-preview", "--parallel", "50", ...eventLog);
  await until(
    () => (run.output().match(/running \d+ %/g) ?? []).length > 1,
    () => run.output(),
  );
  run.child.kill("SIGINT");
  const { output } = await run.done;
  expect(output).toContain("Interrupted while waiting for");
  await collect(output);
  const phases = Object.values(await project.images()).map(({ outputs }) => outputs["__phase"]);
  expect(phases).toContain("pending");

  await collect(await project.preview("--event-log", "events.json"));
  await collect(await project.up("--parallel", "50", ...eventLog));
  const made = await project.images();
  expect(Object.values(made).map(({ outputs }) => outputs["__phase"])).toEqual(["done", "done", "done"]);
  expect(made["one"]?.outputs["image"]).toMatchObject({ tags: { open: "shown" } });
  await collect(await project.refresh(...eventLog));
  await collect(await project.destroy(...eventLog));
  texts.push(project.read("calls.log"));
  expectNoSecret();
});
