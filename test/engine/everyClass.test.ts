/** One program with every class, by the real CLI. */
import { dataObject, demoServerId } from "pulumi-ims-simulator";
import * as kinds from "../../provider/kinds";
import { CliProject, type DeclaredResource } from "../support/cliProject";
import { samples } from "../support/samples";

jest.setTimeout(300_000);

type Args = Readonly<Record<string, unknown>>;

/** @param life what is said of a set as a whole, too */
function declared(change: Args, life: Args = {}): Record<string, DeclaredResource> {
  const resources = Object.values(kinds).map(({ name, type }) => {
    const { program } = samples[name as keyof typeof kinds];
    return [name, { class: type, args: { ...program, name, ...change, ...life } }] as const;
  });
  return Object.fromEntries([...resources, ...setsOf(change, life)]);
}

const volumes = ["c5dfbd0c-bf0a-4798-a453-61dc6b54aa30", "2b7a3f0e-6f0f-4b46-9d1e-1f5b7c0a9d02"];

/** The classes of sets: what is changed of single images is changed of each of theirs. */
function setsOf(change: Args, life: Args): [string, DeclaredResource][] {
  const dataImages = volumes.map((volumeId, index) => ({ volumeId, name: `volume-${index}`, ...change }));
  const server = { name: "ecsImages", instanceId: demoServerId, ...change, ...life };
  const file = { ...samples.obsSystemImage.program, name: "obsSystemImages", ...change, ...life };
  const disk = { imageUrl: dataObject, minDisk: 100, name: "disk", ...change };
  return [
    ["evsDataImages", { class: "EvsDataImages", args: { dataImages, ...life } }],
    ["ecsImages", { class: "EcsImages", args: { ...server, dataImages: dataImages.slice(0, 1) } }],
    ["obsSystemImages", { class: "ObsSystemImage", args: { ...file, dataImages: [disk] } }],
  ];
}

/** What single samples want the cloud to hold beside its default. */
const seed = Object.assign({}, ...Object.values(samples).map((sample) => sample.seed));

const names = [...Object.keys(kinds), "evsDataImages", "ecsImages", "obsSystemImages"].sort();
/** A set of two volumes, one of a server and a volume, and one of two files. */
const imageCount = Object.keys(kinds).length + 6;

test("one program with every class goes through preview, up, up, a change in place, protection, refresh and destroy", async () => {
  const project = await CliProject.open({ speed: 2_000, seed });
  const count = names.length;
  const images = () => project.simulator.truth().images;
  try {
    project.declare(declared({}));
    expect(await project.preview()).toContain(`+ ${count + 1} to create`);
    expect(project.simulator.log).toEqual([]);

    await project.up("--parallel", "50");
    const made = await project.images();
    expect(Object.keys(made).sort()).toEqual(names);
    const state = JSON.stringify(made);
    expect(images()).toHaveLength(imageCount);
    expect(images().filter(({ id }) => !state.includes(id))).toEqual([]);

    expect(await project.up("--parallel", "50")).toContain(`${count + 1} unchanged`);

    const changed = { description: "changed" };
    project.declare(declared(changed, { protected: true }));
    expect(await project.up("--parallel", "50")).toContain(`~ ${count} updated`);
    expect(images().map(({ image }) => image["__description"])).toEqual(Array(imageCount).fill("changed"));
    expect(images().map(({ image }) => image["protected"])).toEqual(Array(imageCount).fill(true));

    expect(await project.refresh()).toContain(`${count + 1} unchanged`);
    expect(Object.keys(await project.images())).toHaveLength(count);

    project.declare(declared(changed, { protected: true, triggers: { release: "42" } }));
    expect(await project.fail("preview")).toContain("A change of triggers replaces this");
    project.declare(declared(changed, { protected: false }));
    expect(await project.up("--parallel", "50")).toContain(`~ ${count} updated`);
    await project.destroy("--parallel", "50");
    expect(await project.images()).toEqual({});
    expect(images()).toEqual([]);
  } finally {
    await project.close();
  }
});
