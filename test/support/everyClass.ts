/** A program with one resource of every class. */
import { dataObject, demoServerId, type SeedDocument } from "pulumi-ims-simulator";
import * as kinds from "../../provider/kinds";
import type { DeclaredResource } from "./cliProject";
import { samples } from "./samples";

type Args = Readonly<Record<string, unknown>>;

/**
 * @param change arguments of every image
 * @param life what is said of a set as a whole, too
 */
export function everyClass(change: Args, life: Args = {}): Record<string, DeclaredResource> {
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

/** Objects that single samples need in the cloud beside its default. */
export const everySeed: SeedDocument = Object.assign({}, ...Object.values(samples).map((sample) => sample.seed));

export const everyName = [...Object.keys(kinds), "evsDataImages", "ecsImages", "obsSystemImages"].sort();
/** A set of two volumes, one of a server and a volume, and one of two files. */
export const everyImageCount = Object.keys(kinds).length + 6;
