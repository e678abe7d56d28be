/** One program with every class, by the real CLI. */
import { dataObject, demoServerId } from "pulumi-ims-simulator";
import * as kinds from "../../provider/kinds";
import { CliProject, type DeclaredResource } from "../support/cliProject";
import { samples } from "../support/samples";

jest.setTimeout(300_000);

function declared(change: Readonly<Record<string, unknown>>): Record<string, DeclaredResource> {
  const resources = Object.values(kinds).map(({ name, type }) => {
    const { program } = samples[name as keyof typeof kinds];
    return [name, { class: type, args: { ...program, name, ...change } }] as const;
  });
  return Object.fromEntries([...resources, ...setsOf(change)]);
}

const volumes = ["c5dfbd0c-bf0a-4798-a453-61dc6b54aa30", "2b7a3f0e-6f0f-4b46-9d1e-1f5b7c0a9d02"];

/** The classes of sets: what is changed of single images is changed of each of theirs. */
function setsOf(change: Readonly<Record<string, unknown>>): [string, DeclaredResource][] {
  const dataImages = volumes.map((volumeId, index) => ({ volumeId, name: `volume-${index}`, ...change }));
  const server = { name: "ecsImages", instanceId: demoServerId, ...change };
  const file = { ...samples.obsSystemImage.program, name: "obsSystemImages", ...change };
  const disk = { imageUrl: dataObject, minDisk: 100, name: "disk", ...change };
  return [
    ["evsDataImages", { class: "EvsDataImages", args: { dataImages } }],
    ["ecsImages", { class: "EcsImages", args: { ...server, dataImages: dataImages.slice(0, 1) } }],
    ["obsSystemImages", { class: "ObsSystemImage", args: { ...file, dataImages: [disk] } }],
  ];
}

/** What single samples want the cloud to hold beside its default. */
const seed = Object.assign({}, ...Object.values(samples).map((sample) => sample.seed));

const names = [...Object.keys(kinds), "evsDataImages", "ecsImages", "obsSystemImages"].sort();
/** A set of two volumes, one of a server and a volume, and one of two files. */
const imageCount = Object.keys(kinds).length + 6;

test("one program with every class goes through preview, up, up, a change in place, refresh and destroy", async () => {
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

    project.declare(declared({ description: "changed" }));
    expect(await project.up("--parallel", "50")).toContain(`~ ${count} updated`);
    expect(images().map(({ image }) => image["__description"])).toEqual(Array(imageCount).fill("changed"));

    expect(await project.refresh()).toContain(`${count + 1} unchanged`);
    expect(Object.keys(await project.images())).toHaveLength(count);

    await project.destroy("--parallel", "50");
    expect(await project.images()).toEqual({});
    expect(images()).toEqual([]);
  } finally {
    await project.close();
  }
});
