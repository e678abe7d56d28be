/** Resources whose provider is killed: one of each way in which images are made. */
import { demoServerId, demoVolumeId, secondVolumeId } from "pulumi-ims-simulator";
import * as sets from "../../../provider/kinds/sets";
import { inputsOf } from "../../support/grpcWorld";
import type { Properties } from "../../support/miniStack";
import { sampleRows } from "../../support/samples";

export interface Subject {
  readonly type: string;
  readonly program: Properties;
  /** The same resource with everything changed that can be changed in place. */
  readonly changed: Properties;
  /** How many images, and how many calls that make something. */
  readonly images: number;
  readonly creates: number;
  /** True when a second image of the same source is refused. */
  readonly onlyOnce: boolean;
}

/** A kind of single images, with the program that all tests of it use. */
function single(type: string): Subject[] {
  return sampleRows
    .filter((row) => row.type === type)
    .map(({ kind, sample: { program, mutable, second } }) => {
      // A protected image could not be deleted in the end.
      const changes = Object.entries(mutable).filter(([key]) => key !== "protected");
      const values = Object.fromEntries(changes.map(([key, { value }]) => [key, value]));
      return {
        type,
        program: inputsOf(kind, program),
        changed: inputsOf(kind, { ...program, ...values }),
        images: 1,
        creates: 1,
        onlyOnce: second !== undefined,
      };
    });
}

const volumes = [
  { volumeId: demoVolumeId, name: "data-1" },
  { volumeId: secondVolumeId, name: "data-2" },
];
const renamedVolumes = volumes.map((volume) => ({ ...volume, name: `${volume.name}-renamed` }));
const system = { name: "system", instanceId: demoServerId };

export const subjects: readonly Subject[] = [
  ...single("EcsSystemImage"),
  ...single("EvsDataImage"),
  ...single("ObsSystemImage"),
  ...single("CbrWholeImage"),
  ...single("ImageMetadata"),
  ...single("RegisteredImage"),
  ...single("ServerImage"),
  {
    type: sets.evsDataImages.type,
    program: inputsOf(sets.evsDataImages, { dataImages: volumes }),
    changed: inputsOf(sets.evsDataImages, { dataImages: renamedVolumes }),
    images: 2,
    creates: 1,
    onlyOnce: false,
  },
  {
    type: sets.ecsImages.type,
    program: inputsOf(sets.ecsImages, { ...system, dataImages: volumes }),
    changed: inputsOf(sets.ecsImages, { ...system, name: "renamed", dataImages: renamedVolumes }),
    images: 3,
    creates: 2,
    onlyOnce: false,
  },
];
