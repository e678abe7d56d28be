/** Images that a stack lets go of without deleting them, with the real CLI; `orphans` tells them apart by their markers. */
import { demoServerId, quickServerId } from "pulumi-ims-simulator";
import { CliProject } from "../support/cliProject";

jest.setTimeout(300_000);

let project: CliProject;
beforeEach(async () => {
  project = await CliProject.open({ speed: 2_000 });
});
afterEach(() => project.close());

const preamble = `
const pulumi = require("@pulumi/pulumi");
const ims = require("pulumi-ims");
const image = (name, opts, instanceId = "${demoServerId}") => new ims.EcsSystemImage(name, { name, instanceId }, opts);
`;

/** The first character of the marker of each image in the cloud, by the name of the image. */
const letters = () =>
  Object.fromEntries(project.simulator.truth().images.map(({ name, tags }) => [name, tags["pulumi-ims"]?.charAt(0)]));

/** Applies a program, and checks that the run has no warning. */
async function up(program: string, ...args: string[]): Promise<string> {
  project.write("index.js", preamble + program);
  const said = await project.up(...args);
  expect(said).not.toContain("warning:");
  return said;
}

test("an image keeps its marker in step with retainOnDelete when a component has the option, gets it later, and loses it", async () => {
  const component = (opts: string) => `
class Golden extends pulumi.ComponentResource {
  constructor(name, opts) {
    super("test:index:Golden", name, {}, opts);
    image("inner", { parent: this, ...${opts} });
  }
}
new Golden("golden", ${opts});
`;
  const retained = async () => {
    const { deployment } = JSON.parse(await project.succeed("stack", "export"));
    const resources: { readonly urn: string; readonly retainOnDelete?: boolean }[] = deployment.resources;
    return resources.find(({ urn }) => urn.endsWith("::inner"))?.retainOnDelete === true;
  };
  const seen: unknown[] = [];
  for (const opts of ["{}", "{ retainOnDelete: true }", "{}", "{ retainOnDelete: true }"]) {
    await up(component(opts));
    expect(await up(component(opts))).not.toContain("updated");
    seen.push([await retained(), letters()]);
  }
  expect(seen).toEqual([
    [false, { inner: "o" }],
    [true, { inner: "k" }],
    [false, { inner: "o" }],
    [true, { inner: "k" }],
  ]);
});

test("an image stays and is marked as kept when a stack with retainOnDelete is destroyed", async () => {
  await up(`image("kept", { retainOnDelete: true }); image("dropped");`);
  expect(await project.destroy()).not.toContain("warning:");
  expect(letters()).toEqual({ kept: "k" });
  expect(await project.images()).toEqual({});
});

test("an image stays without the mark of a kept one when the resource that it is deleted with goes, or its entry is deleted", async () => {
  const both = `const first = image("first"); image("second", { deletedWith: first });`;
  await up(both);
  await project.destroy();
  expect(letters()).toEqual({ second: "o" });

  await up(`image("third", {}, "${quickServerId}");`);
  const { urn } = await project.only("third");
  await project.succeed("state", "delete", urn, "--yes");
  expect(letters()).toEqual({ second: "o", third: "o" });
});
