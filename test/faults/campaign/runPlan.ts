import type { Process } from "../../support/inProcess";
import type { MiniStack } from "../../support/miniStack";
import { CampaignWorld, type Ran } from "./campaignWorld";
import { bounded, clean, truthful, type Verdict } from "./judge";
import type { Plan, PlannedStep } from "./plans";
import type { Subject } from "./subjects";
import { windowOf } from "./windowOf";

const acts: Readonly<Record<PlannedStep["verb"], (stack: MiniStack, subject: Subject) => Promise<unknown>>> = {
  up: (stack, { program }) => stack.up(program),
  "up with changes": (stack, { changed }) => stack.up(changed),
  refresh: (stack) => stack.refresh(),
  destroy: (stack) => stack.destroy(),
  replace: (stack, { program }) => stack.forceReplace(program),
};

/** Carries a plan out, and then asks for one quiet refresh and up. */
export async function runPlan(plan: Plan): Promise<Verdict> {
  const { subject, listLagSeconds, steps } = plan;
  const world = await CampaignWorld.open(subject, { listLagSeconds });
  try {
    const violations: string[] = [];
    for (const step of steps) {
      const before = world.images().map(({ id }) => id);
      const ran = await carryOut(world, step);
      if (ran !== undefined) violations.push(...bounded(ran), ...truthful(world, ran, before));
    }
    const orphan = handedOverToNobody(world);
    const unsettled = await settle(world);
    violations.push(...clean(world));
    if (orphan !== undefined && isOnlyImageOfItsSource(unsettled)) {
      const isNamed = world.said.some((text) => text.includes(orphan));
      const unnamedOrphan = isNamed ? [] : [`I1: image ${orphan} is there, in no state, and named nowhere`];
      return { violations: [...violations, ...unnamedOrphan], inWindow: 1, window: "W1" };
    }
    violations.push(...unsettled);
    const extra = extraImages(world);
    const window = windowOf(plan, orphan !== undefined);
    if (window === undefined) violations.push(...extra.map((id) => `I2: image ${id} is one too many`));
    const unnamed = extra.filter((id) => !world.said.some((text) => text.includes(id)));
    violations.push(...unnamed.map((id) => `I1: image ${id} is there, in no state, and named nowhere`));
    return { violations, inWindow: extra.length, ...(window && { window }) };
  } finally {
    await world.close();
  }
}

/** A kill after the hand-over, and before anything was written down. */
function handedOverToNobody(world: CampaignWorld): string | undefined {
  const state = JSON.stringify([world.stack.state, world.stack.replaced]);
  return world.images().find(({ id, tags }) => /^o-/.test(tags["pulumi-ims"] ?? "") && !state.includes(id))?.id;
}

/** Such a source makes no second image, so that the next create is refused until somebody deletes the first. */
function isOnlyImageOfItsSource(problems: readonly string[]): boolean {
  return problems.length > 0 && problems.every((problem) => problem.includes("IMG.0029"));
}

/** What is to be changed, read or deleted must be there. */
async function carryOut(world: CampaignWorld, step: PlannedStep): Promise<Ran | undefined> {
  if (world.stack.state === undefined && !step.verb.startsWith("up")) return undefined;
  const { state, replaced } = world.stack;
  const before = structuredClone({ state, replaced });
  let struck = false;
  const prepare = ({ engine }: Process) => {
    let messages = 0;
    engine.onProgress = () => {
      messages += 1;
      if (step.accident === "none" || messages !== step.atMessage) return;
      struck = true;
      if (step.accident === "killed") engine.die();
      else engine.cancel();
    };
  };
  const ran = await world.run((stack) => acts[step.verb](stack, world.subject), step.faults, prepare);
  // Whoever is killed writes nothing down.
  if (struck && step.accident === "killed") Object.assign(world.stack, before);
  return ran;
}

/** After the faults one refresh and one up lead to "no changes". */
async function settle(world: CampaignWorld): Promise<string[]> {
  const { program } = world.subject;
  const problems: string[] = [];
  const step = async (name: string, act: (stack: MiniStack) => Promise<unknown>) => {
    const { error } = await world.run(act);
    if (error) problems.push(`I5: the quiet ${name} after it fails: ${error.message}`);
  };
  // What is carried out late is carried out by now.
  world.world.clock.advance(300_000);
  if (world.stack.state) await step("refresh", (stack) => stack.refresh());
  await step("up", (stack) => stack.up(program));
  if (problems.length > 0) return problems;
  await step("refresh", (stack) => stack.refresh());
  await step("preview", async (stack) => {
    const { step: next } = await stack.preview(program);
    if (next !== "same") problems.push(`I5: the second up has a step left: ${next}`);
  });
  return problems;
}

function extraImages(world: CampaignWorld): string[] {
  const state = JSON.stringify([world.stack.state, world.stack.replaced]);
  const images = world.images();
  const extra = images.filter(({ id }) => !state.includes(id)).map(({ id }) => id);
  const missing = world.subject.count - (images.length - extra.length);
  return missing > 0 ? [...extra, ...Array<string>(missing).fill("(none: one is missing)")] : extra;
}
