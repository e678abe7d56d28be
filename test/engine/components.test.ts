/** Images, sets and providers below components, with the real CLI. */
import { demoServerId, demoVolumeId } from "pulumi-ims-simulator";
import { CliProject, type StateResource } from "../support/cliProject";

jest.setTimeout(300_000);

let project: CliProject;
beforeEach(async () => {
  project = await CliProject.open({ speed: 2_000 });
});
afterEach(() => project.close());

const program = `
const pulumi = require("@pulumi/pulumi");
const ims = require("pulumi-ims");

class Deep extends pulumi.ComponentResource {
  constructor(name, depth, opts) {
    super("test:index:Deep", name, {}, opts);
    this.below = { parent: this };
    if (depth > 1) this.inner = new Deep(name + "-inner", depth - 1, this.below);
    else fill(name, this.below);
  }
}

function fill(name, below) {
  const golden = new ims.EcsSystemImage(name + "-golden", { instanceId: "${demoServerId}", tags: { team: "base" } }, below);
  new ims.EvsDataImage(name + "-user", { volumeId: "${demoVolumeId}", description: golden.imageId }, below);
  new ims.EvsDataImages(name + "-set", {
    dataImages: [{ volumeId: "${demoVolumeId}", name: "disk", description: pulumi.interpolate\`beside \${golden.imageId}\` }],
  }, below);
  const own = new ims.Provider(name + "-own", { region: "eu-nl" }, below);
  new ims.EcsSystemImage(name + "-by-provider", { instanceId: "${demoServerId}" }, { ...below, provider: own });
}

for (const depth of [1, 2, 3]) new Deep("d" + depth, depth);
const elsewhere = new ims.Provider("elsewhere", { region: "eu-nl" });
new Deep("inherited", 2, { providers: [elsewhere] });
`;

test("images, sets and a provider below components come through preview, up, refresh and destroy when siblings use each other", async () => {
  project.write("index.js", program);
  await project.preview();

  await project.up("--parallel", "50");

  const images = await project.images();
  const byName = (name: string): StateResource & Dependent => {
    const image = images[name];
    if (image === undefined) throw new Error(`no ${name} in ${Object.keys(images).join(", ")}`);
    return image;
  };
  expect(Object.keys(images)).toHaveLength(16);
  for (const name of ["d1", "d2-inner", "d3-inner-inner", "inherited-inner"]) {
    const golden = byName(`${name}-golden`);
    expect(golden.inputs["__urn"]).toBe(golden.urn);
    expect(edges(golden)).toEqual({ dependencies: [], propertyDependencies: {} });
    expect(edges(byName(`${name}-user`))).toEqual({
      dependencies: [golden.urn],
      propertyDependencies: { description: [golden.urn] },
    });
    expect(edges(byName(`${name}-set`))).toEqual({
      dependencies: [golden.urn],
      propertyDependencies: { dataImages: [golden.urn] },
    });
    expect(byName(`${name}-by-provider`).outputs["region"]).toBe("eu-nl");
  }
  expect(byName("d1-golden").outputs["region"]).toBe("eu-de");
  expect(byName("inherited-inner-golden").outputs["region"]).toBe("eu-nl");

  expect(await project.up("--parallel", "50")).not.toContain("updated");
  expect(await project.refresh()).not.toContain("updated");
  await project.destroy("--parallel", "50");
  expect(project.simulator.truth().images).toEqual([]);
});

interface Dependent {
  readonly dependencies?: readonly string[];
  readonly propertyDependencies?: Readonly<Record<string, readonly string[]>>;
}

/** The dependencies that the state names; empty lists say nothing. */
function edges({ dependencies = [], propertyDependencies = {} }: Dependent) {
  const named = Object.entries(propertyDependencies).filter(([, urns]) => urns.length > 0);
  return { dependencies, propertyDependencies: Object.fromEntries(named) };
}
