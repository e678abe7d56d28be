/** What a user does with the resource, and how the world is before. */
import type { Process } from "../../support/inProcess";
import type { MiniStack } from "../../support/miniStack";
import type { CampaignWorld } from "./campaignWorld";
import type { Subject } from "./subjects";

export interface Verb {
  readonly name: string;
  /** Brings the world to where the verb begins; false where the kind knows no such place. */
  prepare(world: CampaignWorld): Promise<boolean>;
  act(stack: MiniStack, subject: Subject): Promise<unknown>;
  /** Whether the resource is to be there in the end, and as what. */
  readonly ends: "program" | "changed" | "gone";
}

const made = async (world: CampaignWorld): Promise<boolean> => {
  await world.run((stack) => stack.up(world.subject.program));
  return true;
};

/** A create that was cancelled while its job ran. */
const interrupted = async (world: CampaignWorld): Promise<boolean> => {
  const cancel = ({ engine }: Process) => {
    engine.onProgress = (message) => {
      if (/^running|, job [0-9a-f]{32}$/.test(message)) engine.cancel();
    };
  };
  await world.run((stack) => stack.up(world.subject.program), [], cancel);
  return world.stack.state !== undefined && world.stack.state.initErrors.length > 0;
};

export const verbs: readonly Verb[] = [
  { name: "create", prepare: async () => true, act: (stack, { program }) => stack.up(program), ends: "program" },
  { name: "update", prepare: made, act: (stack, { changed }) => stack.up(changed), ends: "changed" },
  { name: "refresh", prepare: made, act: (stack) => stack.refresh(), ends: "program" },
  { name: "destroy", prepare: made, act: (stack) => stack.destroy(), ends: "gone" },
  { name: "resume", prepare: interrupted, act: (stack, { program }) => stack.up(program), ends: "program" },
  { name: "destroy of what was begun", prepare: interrupted, act: (stack) => stack.destroy(), ends: "gone" },
];
