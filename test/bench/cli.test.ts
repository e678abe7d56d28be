/** What commands of the real CLI cost: calls of refresh and destroy, and the time of previews beside a provider that does nothing. */
import { CliProject, type DeclaredResource } from "../support/cliProject";
import { type Measure, measureOf, report } from "./report";

jest.setTimeout(1_800_000);

const serverId = (index: number) => `11111111-2222-4333-8444-${String(index).padStart(12, "0")}`;

const stackOf = (count: number): Record<string, DeclaredResource> =>
  Object.fromEntries(
    Array.from({ length: count }, (_, index) => [
      `golden-${index}`,
      {
        class: "EcsSystemImage",
        args: { name: `golden-${index}`, instanceId: serverId(index), tags: { team: "base" } },
      },
    ]),
  );

/** A project with as many images, made already. */
async function projectWith(count: number): Promise<CliProject> {
  const servers = Array.from({ length: count }, (_, index) => ({ id: serverId(index) }));
  const project = await CliProject.open({ seed: { servers, quotas: { default: 1_000 } } });
  project.declare(stackOf(count));
  return project;
}

const refreshTargets = new Map([
  [50, 3],
  [500, 8],
]);

async function costsOf(count: number): Promise<Measure[]> {
  const project = await projectWith(count);
  const { simulator } = project;
  try {
    await project.up("--parallel", "50");
    const refreshes: number[] = [];
    for (let run = 0; run < 3; run++) {
      simulator.resetLog();
      await project.refresh();
      refreshes.push(simulator.log.length);
    }
    simulator.resetLog();
    await project.destroy();
    return [
      measureOf(`refresh of ${count}: all calls`, "calls", refreshes, refreshTargets.get(count)),
      measureOf(
        `destroy of ${count}: calls for each`,
        "calls",
        [simulator.log.length / count],
        count > 1 ? 2.5 : undefined,
      ),
    ];
  } finally {
    await project.close();
  }
}

test.each([[[1, 50]], [[500]]])("refresh and destroy of %j images", async (counts) => {
  const measures: Measure[] = [];
  for (const count of counts) measures.push(...(await costsOf(count)));
  report(`The real CLI, ${counts.join(" and ")} images`, measures);
  for (const { median, target } of measures) expect(median).toBeLessThanOrEqual(target ?? Number.POSITIVE_INFINITY);
});

/** The same program with dynamic resources whose provider does nothing. */
const nothing = `
const fs = require("node:fs");
const pulumi = require("@pulumi/pulumi");
const provider = {
  check: async (olds, news) => ({ inputs: news, failures: [] }),
  diff: async () => ({ changes: false }),
  create: async (inputs) => ({ id: "nothing", outs: inputs }),
};
class Nothing extends pulumi.dynamic.Resource {
  constructor(name, args) { super(provider, name, args); }
}
for (const [name, { args }] of Object.entries(JSON.parse(fs.readFileSync("resources.json", "utf8")))) new Nothing(name, args);
`;

const runs = 10;

async function secondsOf(project: CliProject): Promise<number> {
  const start = performance.now();
  await project.succeed("preview");
  return (performance.now() - start) / 1_000;
}

test("previews beside a provider that does nothing", async () => {
  const measures: Measure[] = [];
  for (const count of [1, 50, 500]) {
    const ours = await projectWith(count);
    const bare = await projectWith(count);
    bare.write("index.js", nothing);
    try {
      // Warm: the first run of each is not counted.
      await secondsOf(ours);
      await secondsOf(bare);
      const pairs: (readonly [number, number])[] = [];
      for (let run = 0; run < (count === 500 ? 3 : runs); run++)
        pairs.push([await secondsOf(bare), await secondsOf(ours)]);
      const added = pairs.map(([without, mine]) => (mine - without) * 1_000);
      const share = pairs.map(([without, mine]) => (mine / without - 1) * 100);
      measures.push(measureOf(`preview of ${count}: added`, "ms", added, count === 1 ? 300 : undefined));
      measures.push(measureOf(`preview of ${count}: added`, "%", share, count === 50 ? 30 : undefined));
    } finally {
      await ours.close();
      await bare.close();
    }
  }
  report("Previews with the real CLI", measures);
  expect(measures).toHaveLength(6);
});
