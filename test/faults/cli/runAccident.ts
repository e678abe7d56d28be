/** One accident with the real CLI, the commands that a user gives then, and the judgement. */

import type { LogEntry, StoredImage } from "pulumi-ims-simulator";
import { CliProject } from "../../support/cliProject";
import { isNamed } from "../../support/isNamed";
import { type Boundary, boundariesOf } from "../kills/killPoint";
import type { Accident } from "./accidents";
import type { Command } from "./commands";

export interface CliCase {
  readonly accident: Accident;
  readonly command: Command;
  readonly boundary: Boundary;
}

export interface CliVerdict {
  /** False when the command ended before the request came. */
  readonly struck: boolean;
  /** Images that the accident has left to nobody, in a window of the protocol. */
  readonly orphans: number;
  readonly violations: readonly string[];
}

/** Jobs of minutes take two seconds. */
const speed = 100;

/** A project in which one accident after the other happens. */
export interface Stage {
  readonly project: CliProject;
  readonly hook: { onRequest(entry: LogEntry): void };
}

const nothing = () => undefined;

export async function openStage(): Promise<Stage> {
  const hook = { onRequest: nothing as (entry: LogEntry) => void };
  const project = await CliProject.open({ speed, onRequest: (entry) => hook.onRequest(entry) });
  return { project, hook };
}

/** The requests of a command when nothing happens. */
export async function boundariesOfCommand({ project }: Stage, command: Command): Promise<Boundary[]> {
  await command.prepare(project);
  project.simulator.resetLog();
  await project.succeed(...command.args);
  const boundaries = boundariesOf(project.simulator.log);
  await project.destroy();
  return boundaries;
}

export async function runAccident({ project, hook }: Stage, one: CliCase): Promise<CliVerdict> {
  const others: CliProject[] = [];
  try {
    const createsBefore = project.simulator.truth().creates;
    await one.command.prepare(project);
    const run = { ...project.start(...one.command.args), project, command: one.command.args };
    let struck: Promise<unknown> | undefined;
    let count = 0;
    hook.onRequest = (entry) => {
      if (!isAt(one.boundary, entry) || ++count !== one.boundary.nth) return;
      struck = one.accident.strike(run);
      // It is awaited below, but may fail before that.
      struck.catch(nothing);
    };
    await run.done;
    const accident = await (struck ?? Promise.resolve()).then(
      () => [],
      (error: unknown) => [String(error)],
    );
    const next = (await one.accident.next?.(project)) ?? project;
    if (next !== project) others.push(next);
    const verdict = await judge(one, next, createsBefore);
    return { ...verdict, struck: struck !== undefined, violations: [...accident, ...verdict.violations] };
  } catch (error) {
    return { struck: true, orphans: 0, violations: [String(error)] };
  } finally {
    hook.onRequest = nothing;
    for (const other of others) other.remove();
    for (const { id } of project.simulator.truth().images) project.simulator.edit.deleteImage(id);
  }
}

function isAt({ method, path }: Boundary, entry: LogEntry): boolean {
  return entry.method === method && new RegExp(path).test(entry.path.split("?")[0] ?? "");
}

/** The call that changes the marker. */
const handOver = "/tags/action$";

async function judge(
  { accident, command, boundary }: CliCase,
  project: CliProject,
  createsBefore: number,
): Promise<Omit<CliVerdict, "struck">> {
  const violations: string[] = [];
  const expect = (what: string, holds: boolean) => {
    if (!holds) violations.push(what);
  };
  const images = () => project.simulator.truth().images;
  const known = () => project.storedImageIds();

  if (project.isLocked()) await project.succeed("cancel", "--yes");
  const stored = known();
  // With a broken lock a run may also have left what it had not finished.
  const isLeft = ({ id, tags }: StoredImage) =>
    !stored.includes(id) && (accident.refreshFirst === true || tags["pulumi-ims"]?.startsWith("o-") === true);
  const orphans = images()
    .filter(isLeft)
    .map(({ id }) => id);
  const isWindow = accident.window === "any" || (accident.window === "hand-over" && boundary.path.endsWith(handOver));
  expect(`an image that nobody knows: ${orphans.join()}`, orphans.length === 0 || isWindow);
  const ours = () => images().filter(({ id }) => !orphans.includes(id));

  let said = accident.refreshFirst ? await project.refresh("--clear-pending-creates") : "";
  said += await project.succeed(...command.args);
  expect(`${ours().length} images instead of ${command.images}`, ours().length === command.images);
  const ids = known();
  expect("the state names other images", ids.length === ours().length && ours().every(({ id }) => ids.includes(id)));
  const creates = project.simulator.truth().creates - createsBefore;
  expect(`${creates} creates`, orphans.length > 0 || creates === command.creates);

  if (command.images > 0) {
    if (accident.takesBack) said += await project.up("--refresh");
    said += await project.up("--refresh", "--expect-no-changes");
    await project.destroy();
  }
  expect("something is left after destroy", ours().length === 0);
  for (const id of orphans) expect(`orphan ${id} is not named:\n${said}`, isNamed(images(), id, said));
  return { orphans: orphans.length, violations };
}
