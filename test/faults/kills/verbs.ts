/** The operations in which a process is killed: what comes before, the operation, and the command that is repeated. */
import type { KillWorld } from "./killWorld";
import type { Subject } from "./subjects";

export interface Verb {
  readonly name: string;
  prepare(world: KillWorld, subject: Subject): Promise<void>;
  /** Run, killed, and run again by the next command. */
  act(world: KillWorld, subject: Subject): Promise<unknown>;
  /** False when the resource is to be gone afterwards. */
  readonly leavesImages: boolean;
  /** The program that is in force afterwards. */
  programOf(subject: Subject): Subject["program"];
}

const create = async ({ stack }: KillWorld, { program }: Subject) => {
  await stack.up(program);
};

/** Ctrl-C in the middle of a create: the state holds what was begun. */
async function interrupt(world: KillWorld, { program }: Subject): Promise<void> {
  const running = world.stack.up(program).catch(() => undefined);
  await world.begun();
  await world.cancel();
  await running;
  await world.next();
}

const original = ({ program }: Subject) => program;

export const verbs: readonly Verb[] = [
  { name: "create", prepare: async () => undefined, act: create, leavesImages: true, programOf: original },
  {
    name: "update",
    prepare: create,
    act: ({ stack }, { changed }) => stack.up(changed),
    leavesImages: true,
    programOf: ({ changed }) => changed,
  },
  { name: "resume", prepare: interrupt, act: create, leavesImages: true, programOf: original },
  { name: "read", prepare: create, act: ({ stack }) => stack.refresh(), leavesImages: true, programOf: original },
  {
    name: "delete",
    prepare: create,
    act: async ({ stack }) => (stack.state === undefined ? undefined : stack.destroy()),
    leavesImages: false,
    programOf: original,
  },
];
