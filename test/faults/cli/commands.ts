/** The commands in whose middle an accident happens. */
import { demoServerId, quickServerId } from "pulumi-ims-simulator";
import type { CliProject } from "../../support/cliProject";

export interface Command {
  readonly name: string;
  prepare(project: CliProject): Promise<void>;
  readonly args: readonly string[];
  /** How many images there are afterwards, and how many were made. */
  readonly images: number;
  readonly creates: number;
}

const up = ["up", "--yes", "--skip-preview"];

function declare(project: CliProject, instanceId: string): void {
  project.declare({
    golden: { class: "EcsSystemImage", args: { name: "golden", tags: { team: "base" }, instanceId } },
  });
}

export const commands: readonly Command[] = [
  { name: "create", prepare: async (project) => declare(project, demoServerId), args: up, images: 1, creates: 1 },
  {
    name: "replace",
    prepare: async (project) => {
      declare(project, demoServerId);
      await project.up();
      declare(project, quickServerId);
    },
    args: up,
    images: 1,
    creates: 2,
  },
  {
    name: "destroy",
    prepare: async (project) => {
      declare(project, demoServerId);
      await project.up();
    },
    args: ["destroy", "--yes", "--skip-preview"],
    images: 0,
    creates: 1,
  },
];
