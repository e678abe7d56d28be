import type { Process } from "../../support/inProcess";
import { isNamed } from "../../support/isNamed";
import type { MiniStack } from "../../support/miniStack";
import { CampaignWorld, type Ran } from "./campaignWorld";
import { bounded, clean, converge, extraImages, truthful, type Verdict } from "./judge";
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
    const unsettled = await converge(world, "program");
    violations.push(...clean(world));
    if (orphan !== undefined && isOnlyImageOfItsSource(unsettled)) {
      const unnamedOrphan = isNamed(world.images(), orphan, world.said.join("\n"))
        ? []
        : [`I1: image ${orphan} is there, in no state, and named nowhere`];
      return { violations: [...violations, ...unnamedOrphan], inWindow: 1, window: "W1" };
    }
    violations.push(...unsettled);
    const extra = extraImages(world, world.subject.count);
    const window = windowOf(plan, orphan !== undefined);
    if (window === undefined) violations.push(...extra.map((id) => `I2: image ${id} is one too many`));
    const unnamed = extra.filter((id) => !isNamed(world.images(), id, world.said.join("\n")));
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
