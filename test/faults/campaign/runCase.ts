import { type CampaignOptions, CampaignWorld, type PlannedFault } from "./campaignWorld";
import { judge, type Verdict } from "./judge";
import type { Subject } from "./subjects";
import type { Verb } from "./verbs";

export interface Case {
  readonly subject: Subject;
  readonly verb: Verb;
  readonly faults: readonly PlannedFault[];
  readonly options?: CampaignOptions;
}

export async function runCase({ subject, verb, faults, options }: Case): Promise<Verdict> {
  const world = await CampaignWorld.open(subject, options);
  try {
    if (!(await verb.prepare(world))) return { violations: [], inWindow: 0 };
    const before = world.images().map(({ id }) => id);
    const ran = await world.run((stack) => verb.act(stack, subject), faults);
    return await judge(world, verb, ran, faults, before);
  } finally {
    await world.close();
  }
}

/** The paths of the requests that the verb makes when nothing happens to it; undefined where the kind has no such verb. */
export async function goldenTrace(subject: Subject, verb: Verb): Promise<readonly string[] | undefined> {
  const world = await CampaignWorld.open(subject);
  try {
    if (!(await verb.prepare(world))) return undefined;
    const { error, log } = await world.run((stack) => verb.act(stack, subject));
    if (error) throw error;
    return log.map(({ path }) => path);
  } finally {
    await world.close();
  }
}
