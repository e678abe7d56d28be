/** Whether an operation that met faults has kept what is promised, after one quiet refresh and up (or destroy). */
import { demoCredentials } from "pulumi-ims-simulator";
import { isNamed } from "../../support/isNamed";
import { findSecrets } from "../../support/secretSearch";
import type { CampaignWorld, PlannedFault, Ran } from "./campaignWorld";
import type { Verb } from "./verbs";

export interface Verdict {
  readonly violations: readonly string[];
  /** How many second images there are, each named to the user, in a window of the protocol. */
  readonly inWindow: number;
  /** Which one. */
  readonly window?: string;
}

const deadlineMs = 1_800_000;
/** What an operation may take beyond its time-out: the call that is under way, and a last look for the image. */
const graceMs = 65_000;

export async function judge(
  world: CampaignWorld,
  verb: Verb,
  ran: Ran,
  faults: readonly PlannedFault[],
  before: readonly string[],
): Promise<Verdict> {
  const violations: string[] = [...bounded(ran), ...truthful(world, ran, before), ...kept(world, ran)];
  violations.push(...(await converge(world, verb.ends)));
  const extra = extraImages(world, verb.ends === "gone" ? 0 : world.subject.count);
  const unnamed = extra.filter((id) => !isNamed(world.images(), id, world.said.join("\n")));
  const mayBeLate = faults.some(({ fault }) => fault.isLate);
  if (!mayBeLate) violations.push(...extra.map((id) => `I2: image ${id} is one too many`));
  violations.push(...unnamed.map((id) => `I1: image ${id} is there, in no state, and named nowhere`));
  violations.push(...clean(world));
  return { violations, inWindow: violations.length === 0 ? extra.length : 0 };
}

export function bounded({ startedAt, endedAt, late }: Ran): string[] {
  const ms = endedAt - startedAt;
  return [
    ...(ms > deadlineMs + graceMs ? [`I6: it took ${Math.round(ms / 1_000)} s`] : []),
    ...(late > 0 ? [`I6: ${late} requests after its end`] : []),
  ];
}

export function truthful(world: CampaignWorld, { error }: Ran, before: readonly string[]): string[] {
  if (error === undefined) return [];
  const { message } = error;
  const isMute = message.trim() === "" || /undefined|\[object|TypeError|Cannot read|is not a function/.test(message);
  const more = world.images().filter(({ id }) => !before.includes(id)).length;
  const denies = /^(The image was not created|Nothing was made)/.test(message) && more > 0;
  return [
    ...(isMute || error instanceof TypeError ? [`I7: it says "${message}"`] : []),
    ...(denies ? [`I7: it says that nothing was made: "${message}"`] : []),
  ];
}

/** What was in the state and still exists is in the state. */
function kept(world: CampaignWorld, { error }: Ran): string[] {
  if (error === undefined || world.stack.state !== undefined) return [];
  const known = world.images().filter(({ tags }) => /^o-/.test(tags["pulumi-ims"] ?? ""));
  return known.map(({ id }) => `I3: image ${id} was handed over and is in no state`);
}

/** After the fault one refresh and one operation lead to "no changes". */
export async function converge(world: CampaignWorld, ends: Verb["ends"]): Promise<string[]> {
  const { subject } = world;
  const problems: string[] = [];
  const step = async (name: string, act: Parameters<CampaignWorld["run"]>[0]) => {
    const { error } = await world.run(act);
    if (error) problems.push(`I5: the quiet ${name} after it fails: ${error.message}`);
  };
  // What is carried out late is carried out by now.
  world.world.clock.advance(300_000);
  if (world.stack.state) await step("refresh", (stack) => stack.refresh());
  if (ends === "gone") {
    if (world.stack.state) await step("destroy", (stack) => stack.destroy());
    return problems;
  }
  const wanted = subject[ends];
  await step("up", (stack) => stack.up(wanted));
  if (problems.length > 0) return problems;
  await step("refresh", (stack) => stack.refresh());
  await step("up", async (stack) => {
    const { step: next } = await stack.preview(wanted);
    if (next !== "same") problems.push(`I5: the second up has a step left: ${next}`);
  });
  return problems;
}

/** Images beyond those of the state. */
export function extraImages(world: CampaignWorld, wanted: number): string[] {
  const state = JSON.stringify([world.stack.state, world.stack.replaced]);
  const images = world.images();
  const extra = images.filter(({ id }) => !state.includes(id)).map(({ id }) => id);
  const missing = wanted - (images.length - extra.length);
  return missing > 0 ? [...extra, ...Array<string>(missing).fill("(none: one is missing)")] : extra;
}

export function clean({ said }: CampaignWorld): string[] {
  const { secretKey, password } = demoCredentials;
  return findSecrets({ messages: said.join("\n") }, [secretKey, password]).map(() => "I8: a message holds a secret");
}
