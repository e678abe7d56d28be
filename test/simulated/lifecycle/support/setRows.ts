/** Kinds of sets with a program for each, and words for what tests of them look at. */
import {
  brokenObject,
  brokenVolumeId,
  dataObject,
  demoServerId,
  demoVolumeId,
  type StoredImage,
  secondVolumeId,
  zvhd2Object,
} from "pulumi-ims-simulator";
import type { SetKind } from "../../../../provider/kinds/sets/setKind";
import { type Process, sets, type World } from "../../../support/inProcess";
import { MiniStack, type Properties } from "../../../support/miniStack";
import { commonImmutable, commonMutable, type Sample, samples } from "../../../support/samples";
import { images, urnOf } from "./lives";

type Changes = Pick<Sample, "mutable" | "immutable" | "along">;

export interface SetRow {
  readonly kind: SetKind;
  readonly type: string;
  /** `program` without its elements. */
  readonly others: Properties;
  /** The first says all that an element can say. */
  readonly elements: readonly [Properties, Properties];
  /** An element that no image can be made of. */
  readonly broken: Properties & { readonly name: string };
  /** The source of the broken element as errors and outputs name it. */
  readonly brokenSource: string;
  readonly program: Properties;
  /** The source of the image that has the set's own name and tags; missing where all images come from elements. */
  readonly ownSource?: string;
  /** How many images and calls that make them. */
  readonly count: number;
  readonly posts: number;
  /** What can be changed of the set's own arguments. */
  readonly own: Changes;
  /** The same of each element. */
  readonly ofElements: Sample["mutable"];
}

const { enterpriseProjectId, protected: protection, ...ofElements } = commonMutable;
const first = { name: "data-1", description: "Base image", tags: { team: "base", release: "41" } };
const second = { name: "data-2" };
const broken = { name: "broken" };
const ofVolumes = {
  elements: [
    { ...first, volumeId: demoVolumeId },
    { ...second, volumeId: secondVolumeId },
  ],
  broken: { ...broken, volumeId: brokenVolumeId },
  brokenSource: `volume,${brokenVolumeId}`,
} as const;
const otherDataObject = "ims-image:data2.qcow2";
const ofFiles = {
  elements: [
    { ...first, imageUrl: dataObject, minDisk: 100 },
    { ...second, imageUrl: otherDataObject, minDisk: 80 },
  ],
  broken: { ...broken, imageUrl: brokenObject, minDisk: 50 },
  brokenSource: `file,${brokenObject}`,
} as const;

const { enterpriseProjectId: project, protected: isProtected, triggers } = samples.evsDataImage.program;
const lifeAndProject = { enterpriseProjectId: project, protected: isProtected, triggers };

type Spec = Omit<SetRow, "type" | "program" | "ofElements">;

function rowOf(spec: Spec): SetRow {
  const { kind, others, elements } = spec;
  const program = { ...others, dataImages: elements, __urn: urnOf(kind.type, "set") };
  return { ...spec, type: kind.type, program, ofElements };
}

export const setRows: readonly SetRow[] = [
  {
    kind: sets.evsDataImages,
    others: lifeAndProject,
    ...ofVolumes,
    count: 2,
    posts: 1,
    own: { mutable: { enterpriseProjectId, protected: protection }, immutable: commonImmutable },
  },
  {
    kind: sets.ecsImages,
    others: samples.ecsSystemImage.program,
    ...ofVolumes,
    ownSource: `instance,${demoServerId}`,
    count: 3,
    posts: 2,
    own: samples.ecsSystemImage,
  },
  {
    kind: sets.obsSystemImage,
    others: samples.obsSystemImage.program,
    ...ofFiles,
    ownSource: `file,${zvhd2Object}`,
    count: 3,
    posts: 1,
    own: samples.obsSystemImage,
  },
].map(rowOf);

export interface ShownImage {
  readonly imageId: string;
  readonly name: string;
  readonly source: string;
}

export const shownOf = (stack: MiniStack) => stack.known().outputs["images"] as readonly ShownImage[];

const sortedIds = (list: readonly { readonly id: string }[]): string[] => list.map(({ id }) => id).sort();

export const idsOf = (world: World): string[] => sortedIds(images(world));

export function stackIn(world: World, kind: SetKind): { process: Process; stack: MiniStack } {
  const process = world.process();
  return { process, stack: new MiniStack(process.setProvider(kind)) };
}

/** The next command of the CLI, with what the engine has stored. */
export function next(world: World, kind: SetKind, { state, replaced }: MiniStack): MiniStack {
  const { stack } = stackIn(world, kind);
  return Object.assign(stack, { state, replaced });
}

/** Ctrl-C at the nth message of a form. */
export function cancelAt({ engine }: Process, form: RegExp, nth = 1): void {
  let seen = 0;
  engine.onProgress = (message) => {
    if (form.test(message) && ++seen === nth) engine.cancel();
  };
}

/** Every image is there, handed over and in the state, and no other one. */
export function isWhole(world: World, stack: MiniStack, count: number): void {
  expect(images(world)).toHaveLength(count);
  expect(images(world).every(({ status, tags }) => status === "active" && /^o-/.test(tags["pulumi-ims"] ?? ""))).toBe(
    true,
  );
  expect(
    shownOf(stack)
      .map(({ imageId }) => imageId)
      .sort(),
  ).toEqual(idsOf(world));
}

export function imageNamed(world: World, name: string): StoredImage {
  const image = images(world).find((one) => one.name === name);
  if (image === undefined) throw new Error(`there is no image ${name}`);
  return image;
}

/** The image that was made from a source. */
export function imageFrom(world: World, stack: MiniStack, source: string | undefined): StoredImage {
  const id = shownOf(stack).find((image) => image.source === source)?.imageId;
  const image = images(world).find((one) => one.id === id);
  if (image === undefined) throw new Error(`there is no image of ${source}`);
  return image;
}
