/** Every case: each subject, each verb, each request of it, each moment. */
import type { Random } from "../../../provider/base/random";
import { shuffled } from "../shuffled";
import { type Boundary, boundariesOf, type Moment, moments } from "./killPoint";
import type { KillWorld } from "./killWorld";
import type { KillCase } from "./runKill";
import type { Subject } from "./subjects";
import type { Verb } from "./verbs";

export interface Operation {
  readonly subject: Subject;
  readonly verb: Verb;
}

/** In rounds: each round has every boundary once, the moments come by chance. */
export async function killCases(
  world: KillWorld,
  operations: readonly Operation[],
  random: Random,
): Promise<KillCase[]> {
  const cases: { readonly operation: Operation; readonly boundary: Boundary; readonly order: readonly Moment[] }[] = [];
  for (const operation of operations) {
    for (const boundary of boundariesOf(await goldenRun(world, operation))) {
      cases.push({ operation, boundary, order: shuffled(moments, random) });
    }
  }
  return moments.flatMap((_, round) =>
    shuffled(cases, random).flatMap(({ operation, boundary, order }) => {
      const moment = order[round];
      return moment === undefined ? [] : [{ ...operation, point: { ...boundary, moment } }];
    }),
  );
}

/** The requests of the operation when nothing happens. */
async function goldenRun(world: KillWorld, { subject, verb }: Operation) {
  world.clean();
  await verb.prepare(world, subject);
  return world.requestsOf(() => verb.act(world, subject));
}
