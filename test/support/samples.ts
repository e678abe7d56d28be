/** For every kind a program to try it with: the one table that a new kind adds a row to. */
import {
  brokenServerId,
  brokenVolumeId,
  demoServerId,
  demoVolumeId,
  secondVolumeId,
  windowsServerId,
} from "pulumi-ims-simulator";
import type * as kinds from "../../provider/kinds";
import type { Properties } from "./miniStack";

/** Attributes of an image by their names on the wire, null where it has none; `tags` are those of the program. */
export type Shown = Readonly<Record<string, string | number | null | Readonly<Record<string, string>>>>;

export interface MutableSample {
  readonly value: unknown;
  /** How the image shows the value. */
  readonly shown: Shown;
  /** How the image shows that the program has dropped it; missing where dropping it is no difference. */
  readonly cleared?: Shown;
  /** What somebody does at the console. */
  readonly drift: Shown;
}

export interface Sample {
  /** Every argument that the image can show, so that each can be changed, dropped and drift. */
  readonly program: Properties;
  /** How the image of the program shows itself. */
  readonly shown: Shown;
  readonly mutable: Readonly<Record<string, MutableSample>>;
  /** Another value for each argument that replaces. */
  readonly immutable: Readonly<Record<string, unknown>>;
  /** The job fails. */
  readonly broken: { readonly args: Properties; readonly code: string; readonly reason: string };
  /** The service refuses to begin. */
  readonly missing: { readonly args: Properties; readonly code: string };
}

const nowhere = "deadbeef-0000-4000-8000-000000000000";
const enterpriseProject = "9f1f3b56-2a4e-4d0b-8a57-6f0c9d6e7a01";
const otherEnterpriseProject = "9f1f3b56-2a4e-4d0b-8a57-6f0c9d6e7a02";
const thirdEnterpriseProject = "9f1f3b56-2a4e-4d0b-8a57-6f0c9d6e7a03";

const common = {
  name: "golden",
  description: "Base image",
  tags: { team: "base", release: "41" },
  enterpriseProjectId: enterpriseProject,
};

const commonShown = {
  name: "golden",
  __description: "Base image",
  tags: { team: "base", release: "41" },
  enterprise_project_id: enterpriseProject,
};

const commonMutable = {
  name: { value: "renamed", shown: { name: "renamed" }, drift: { name: "edited" } },
  description: {
    value: "Another text",
    shown: { __description: "Another text" },
    cleared: { __description: null },
    drift: { __description: "edited" },
  },
  tags: {
    value: { team: "web", stage: "test" },
    shown: { tags: { team: "web", stage: "test" } },
    cleared: { tags: {} },
    drift: { tags: { team: "edited", extra: "1" } },
  },
  enterpriseProjectId: {
    value: otherEnterpriseProject,
    shown: { enterprise_project_id: otherEnterpriseProject },
    cleared: { enterprise_project_id: "0" },
    drift: { enterprise_project_id: thirdEnterpriseProject },
  },
} satisfies Sample["mutable"];

const memoryMutable = {
  minRam: { value: 2_048, shown: { min_ram: 2_048 }, cleared: { min_ram: 0 }, drift: { min_ram: 512 } },
  maxRam: { value: 8_192, shown: { max_ram: "8192" }, cleared: { max_ram: "0" }, drift: { max_ram: "16384" } },
} satisfies Sample["mutable"];

const region = "eu-nl";

export const samples: Readonly<Record<keyof typeof kinds, Sample>> = {
  ecsSystemImage: {
    program: { ...common, instanceId: demoServerId, minRam: 1_024, maxRam: 4_096 },
    shown: { ...commonShown, min_ram: 1_024, max_ram: "4096", __data_origin: `instance,${demoServerId}` },
    mutable: { ...commonMutable, ...memoryMutable },
    immutable: { instanceId: windowsServerId, region },
    broken: {
      args: { instanceId: brokenServerId },
      code: "IMG.0006",
      reason: "the system disk of the server cannot be used for an image",
    },
    missing: { args: { instanceId: nowhere }, code: "IMG.0005" },
  },
  evsDataImage: {
    program: { ...common, volumeId: demoVolumeId },
    shown: { ...commonShown, __data_origin: `volume,${demoVolumeId}` },
    mutable: commonMutable,
    immutable: { volumeId: secondVolumeId, region },
    broken: {
      args: { volumeId: brokenVolumeId },
      code: "IMG.0022",
      reason: "the state of the disk does not allow an image",
    },
    missing: { args: { volumeId: nowhere }, code: "IMG.0120" },
  },
};
