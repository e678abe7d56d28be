/** Programs that have nothing wrong with them cause no warning, with the real CLI. */
import { demoServerId, demoVolumeId, quickServerId } from "pulumi-ims-simulator";
import { CliProject } from "../support/cliProject";

jest.setTimeout(600_000);

let project: CliProject;
beforeEach(async () => {
  project = await CliProject.open({ speed: 2_000 });
});
afterEach(() => project.close());

interface Step {
  readonly program: string;
  /** Commands before the update. */
  readonly commands?: readonly (readonly string[])[];
}

const image = (name: string, args = "", options = "{}", instanceId = demoServerId) =>
  `new ims.EcsSystemImage("${name}", { instanceId: "${instanceId}", ${args} }, ${options});`;
const urn = (name: string) => `urn:pulumi:dev::engine-test::pulumi-nodejs:dynamic/ims:EcsSystemImage::${name}`;
const set = (name: string, options = "{}") =>
  `new ims.EvsDataImages("${name}", { dataImages: [{ volumeId: "${demoVolumeId}", name: "disk" }] }, ${options});`;
const releases = Array.from({ length: 10 }, (_, release) => release + 1);

const programs: readonly (readonly [string, readonly Step[]])[] = [
  [
    "an alias renames a resource and a new one takes its name",
    [
      { program: image("golden") + set("disks") },
      {
        program:
          image("previous", "", '{ aliases: [{ name: "golden" }] }') +
          set("former", '{ aliases: [{ name: "disks" }] }'),
      },
      { program: image("previous") + set("former") + image("golden") + set("disks") },
    ],
  ],
  [
    "an entry is renamed in the state and a new resource takes its name",
    [
      { program: image("golden") },
      {
        program: image("previous") + image("golden"),
        commands: [["state", "rename", urn("golden"), "previous", "--yes"]],
      },
    ],
  ],
  [
    "a change replaces an image",
    [{ program: image("golden") + set("disks") }, { program: image("golden", "", "{}", quickServerId) }],
  ],
  [
    "three releases in a row are made and each earlier one is deleted",
    releases.slice(0, 3).map((release) => ({ program: image("golden", `triggers: { release: "${release}" }`) })),
  ],
  [
    "ten releases in a row are made and each earlier one is kept",
    releases.map((release) => ({
      program: image("golden", `triggers: { release: "${release}" }`, "{ retainOnDelete: true }"),
    })),
  ],
];

/** Runs the commands of a step and an update, and returns all that they said. */
async function runStep({ program, commands = [] }: Step): Promise<string> {
  project.write("index.js", `const ims = require("pulumi-ims");\n${program}\n`);
  const said: string[] = [];
  for (const command of commands) said.push(await project.succeed(...command));
  said.push(await project.up());
  return said.join("\n");
}

const countOf = (text: string, form: RegExp) => text.match(form)?.length ?? 0;
const otherImages = /other images? of this resource|another image of this resource/g;

test.each(programs)("no run has a warning when %s", async (_what, steps) => {
  const said: string[] = [];
  for (const step of steps) said.push(await runStep(step));
  said.push(await project.refresh(), await project.destroy());
  expect(countOf(said.join("\n"), /warning:/g)).toBe(0);
});

test("a forced replacement has at most one line on other images in each run", async () => {
  await runStep({ program: image("golden", "", "{ replacementTrigger: 1 }") });
  const runs = [
    await runStep({ program: image("golden", "", "{ replacementTrigger: 2 }") }),
    await project.up("--replace", urn("golden")),
    await project.refresh(),
  ];
  expect(runs.map((said) => countOf(said, /warning:/g))).toEqual([0, 0, 0]);
  // Each message stands in the progress and once more among the diagnostics.
  expect(runs.filter((said) => countOf(said, otherImages) > 2)).toEqual([]);
});
