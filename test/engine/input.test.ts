import { demoServerId } from "pulumi-ims-simulator";
import { CliProject } from "../support/cliProject";

jest.setTimeout(300_000);

let project: CliProject;
beforeEach(async () => {
  project = await CliProject.open();
});
afterEach(() => project.close());

const golden = { class: "EcsSystemImage", args: { name: "golden", instanceId: demoServerId } } as const;

test.each([
  [
    "EcsSystemImage",
    { name: " blank", instanceId: "", minRam: -1, descripton: "typo" },
    [
      "must not begin or end with a blank",
      "must be the id of a server, and is empty",
      "must not be negative",
      "has no argument descripton; did you mean description?",
    ],
  ],
  [
    "EvsDataImage",
    { description: "a <b>", minRam: 1, tags: { "a=b": "c" } },
    [
      "must not hold line breaks or the characters < and >",
      "volumeId is required",
      "minRam cannot be set: a data image has no memory limits",
      "tags.a=b has a key with the character =",
    ],
  ],
] as const)(
  "preview refuses all bad arguments of %s at once and asks the cloud nothing",
  async (type, args, reasons) => {
    project.declare({ bad: { class: type, args } });

    const output = await project.fail("preview");

    for (const reason of reasons) expect(output).toContain(reason);
    expect(project.simulator.log).toEqual([]);
    expect(await project.images()).toEqual({});
  },
);

test("preview needs no credentials; up without them names every place that was looked at", async () => {
  project.declare({ golden });
  const { HW_ACCESS_KEY: _a, HW_SECRET_KEY: _b, HW_REGION_NAME: _c, ...bare } = project.env;
  project.env = bare;

  await project.preview();
  const output = await project.failUp();

  for (const place of [
    "ims:region",
    "HW_REGION_NAME",
    "OS_REGION_NAME",
    "HW_ACCESS_KEY",
    "OS_ACCESS_KEY",
    "OS_SECRET_KEY",
  ]) {
    expect(output).toContain(place);
  }
  expect(project.simulator.log).toEqual([]);
  expect(await project.images()).toEqual({});
});

test("region and endpoints may come from the stack configuration", async () => {
  project.declare({ golden });
  const { HW_REGION_NAME: _r, PULUMI_IMS_ENDPOINTS: endpoints = "", ...bare } = project.env;
  project.env = bare;
  await project.succeed("config", "set", "ims:region", "eu-nl");
  await project.succeed("config", "set", "ims:endpoints", endpoints);

  await project.up();

  const made = await project.only("golden");
  expect(made.outputs["region"]).toBe("eu-nl");
  await project.destroy();
  expect(project.simulator.truth().images).toEqual([]);
});

interface Refusal {
  readonly what: string;
  readonly instanceId?: string;
  readonly quota?: number;
  readonly secretKey?: string;
  readonly says: readonly string[];
}

const refusals: readonly Refusal[] = [
  {
    what: "a server that does not exist",
    instanceId: "00000000-0000-0000-0000-000000000000",
    says: ["IMG.0005", "Check instanceId"],
  },
  { what: "a full quota", quota: 0, says: ["IMG.0015", "quota of private images is used up"] },
  {
    what: "a wrong secret key",
    secretKey: "WrongWrongWrongWrongWrongWrongWrongWrong",
    says: ["APIGW.0301", "Check access key, secret key and the clock"],
  },
];

/** The project of eu-de in the default seed, which the demo credentials belong to. */
const demoProject = "0a11ce00de0000000000000000000001";

test.each(refusals)(
  "$what is said with code, operation, request id and what to do, and nothing is recorded",
  async (refusal) => {
    if (refusal.quota !== undefined) project.simulator.edit.setQuota(demoProject, refusal.quota);
    if (refusal.secretKey !== undefined) project.env = { ...project.env, HW_SECRET_KEY: refusal.secretKey };
    project.declare({
      golden: { ...golden, args: { ...golden.args, instanceId: refusal.instanceId ?? demoServerId } },
    });

    const output = await project.failUp();

    for (const words of [...refusal.says, "request id"]) expect(output).toContain(words);
    expect(output).not.toContain("WrongWrong");
    expect(await project.images()).toEqual({});
    expect(project.simulator.truth().images).toEqual([]);
    expect(project.simulator.takeClientViolations().length > 0).toBe(refusal.secretKey !== undefined);
  },
);
