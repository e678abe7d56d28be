/**
 * Makes the members of a set that are not there yet: looks for each, asks for the rest in as few calls as the kind knows.
 * None is handed over here: while there is work on another one, nobody could tell the engine of this one.
 */
import { hasCode, type ImsError, messageOf } from "../../base/errors";
import type { ServiceImage } from "../../ims/image";
import type { Member, SetCall } from "../../kinds/sets/setKind";
import { cancellable, type ResourceContext } from "../context/resourceContext";
import { argsOf } from "../inputs/args";
import { findUnfinished } from "../ownership/findOwnImages";
import { mayBeSame, newNonce } from "../ownership/marker";
import {
  newStoredImage,
  type Owner,
  type Properties,
  readStoredImage,
  storedProperties,
  urnOf,
  withImage,
} from "../state/stored";
import { adopt } from "../steps/adopt";
import { applyChanges } from "../steps/applyChanges";
import { awaitJob } from "../steps/awaitImage";
import { awaitReady, handOver, keepForLater } from "../steps/completeCreate";
import { removeLeftover } from "../steps/removeLeftover";
import { submitOnce, tagsFor } from "../steps/submit";
import { memberInputs, memberToken, note, type SetContext } from "./setContext";

interface MemberWork {
  readonly member: Member;
  readonly context: ResourceContext;
  readonly adopted: boolean;
}

export async function makeMembers(set: SetContext, missing: readonly Member[]): Promise<void> {
  if (missing.length === 0) return;
  const siblings = siblingsIn(set);
  const mainSource = set.kind.main?.(argsOf(set.kind, set.inputs));
  if (!(await endEarlierJobs(set, missing))) return;
  const begun: MemberWork[] = [];
  for (const member of missing) {
    const context = memberWork(set, member, siblings);
    const one = { member, context, adopted: await adopt(context) };
    // The job of the main image makes others, too: while it runs they may not be there to be found.
    if (one.adopted && member.source === mainSource) await note(set, member, () => makeMemberReady(set, one));
    else begun.push(one);
  }
  if (set.problems.length > 0) return;
  const toMake = begun.filter(({ adopted }) => !adopted);
  const described = toMake.map(({ member, context }) => ({ ...member, tags: tagsFor(context) }));
  const calls = described.length === 0 ? [] : set.kind.calls(argsOf(set.kind, set.inputs), described);
  for (const call of calls) {
    // Images of another call must be recorded also when this one is refused.
    const sources = call.sources.join(", ");
    await make(set, call, toMake).catch((error) => set.problems.push(`${sources}: ${messageOf(error)}`));
  }
  for (const { member, context } of begun.filter(({ adopted }) => adopted)) {
    await note(set, member, () => makeMemberReady(set, { member, context, adopted: true }));
  }
}

/**
 * Jobs of an interrupted run may still be making these members, and fail as a whole when one of them does: after their
 * end each image says itself whether it was made. False when there is no waiting for it.
 */
export async function endEarlierJobs(set: SetContext, begun: readonly Member[]): Promise<boolean> {
  const siblings = siblingsIn(set);
  const waited = new Set<string>();
  for (const member of begun) {
    const jobId = readStoredImage(set.members.get(member.source)?.properties ?? {})?.jobId;
    if (jobId === undefined || waited.has(jobId)) continue;
    waited.add(jobId);
    const failure = await endOfJob(set, memberWork(set, member, siblings), jobId);
    if (failure === undefined || hasCode(failure, "JOB_FAILED", "NOT_FOUND")) continue;
    set.problems.push(messageOf(failure));
    return false;
  }
  return true;
}

export const siblingsIn = (set: SetContext): ReadonlySet<string> =>
  new Set(set.wanted.map((member) => memberToken(set, member)));

export function memberWork(set: SetContext, member: Member, siblings: ReadonlySet<string>): ResourceContext {
  const { cloud, ports, deadline } = set;
  const inputs = memberInputs(set, member);
  const entry = newStoredImage(inputs, cloud.place, memberOwner(set, member));
  return { kind: member.kind, urn: urnOf(inputs), cloud, ports, deadline, siblings, entry };
}

/** A member that an interrupted run has begun keeps its nonce, which its image may carry. */
function memberOwner(set: SetContext, member: Member): Owner {
  const token = memberToken(set, member);
  const begun = readStoredImage(set.members.get(member.source)?.properties ?? {});
  if (begun?.phase === "pending" && mayBeSame(begun.token, token)) return begun;
  return { token, nonce: newNonce(set.ports.random.id) };
}

/** One call: the POST, its job, and then each of its images. */
async function make(set: SetContext, call: SetCall, toMake: readonly MemberWork[]): Promise<void> {
  const [first, ...others] = toMake.filter(({ member }) => call.sources.includes(member.source));
  if (first === undefined) return;
  const { jobId } = await submitOnce([first.context, ...others.map(({ context }) => context)], call.operation);
  set.jobId ??= jobId;
  if (jobId !== undefined) for (const { context } of [first, ...others]) context.entry = { ...context.entry, jobId };
  const failure = jobId === undefined ? undefined : await endOfJob(set, first.context, jobId);
  for (const one of [first, ...others]) await note(set, one.member, () => afterJob(set, one, failure));
}

/** Why the job did not end well: some of its images may be there all the same. */
async function endOfJob(set: SetContext, context: ResourceContext, jobId: string): Promise<unknown> {
  try {
    const job = await awaitJob({ ...context }, jobId);
    for (const id of job?.imageIds ?? []) set.jobImages.add(id);
    return undefined;
  } catch (error) {
    return error;
  }
}

/** The image of a member is found by its own marker: the job names images, but not whose they are. */
async function afterJob(set: SetContext, one: MemberWork, failure: unknown): Promise<Properties> {
  const { context } = one;
  const isOver = hasCode(failure, "JOB_FAILED", "NOT_FOUND");
  if (failure !== undefined && !isOver) throw await keepForLater(context, failure);
  const found = await findUnfinished(context, cancellable(context)).catch(async (error) => {
    throw await keepForLater(context, error);
  });
  const [image] = found;
  if (image !== undefined) context.entry = { ...withImage(context.entry, image), jobId: undefined };
  // A forgotten job says nothing of its images: one that is there says itself what becomes of it.
  const isForgotten = hasCode(failure, "NOT_FOUND") && image !== undefined;
  if (isOver && !isForgotten && image?.status !== "active") return failed(context, image, failure);
  return makeMemberReady(set, one);
}

async function failed(context: ResourceContext, image: ServiceImage | undefined, failure: ImsError): Promise<never> {
  if (image !== undefined) await removeLeftover(context, image);
  throw failure;
}

async function makeMemberReady(set: SetContext, { member, context, adopted }: MemberWork): Promise<Properties> {
  const { inputs } = context.entry;
  const before = (image: ServiceImage) =>
    adopted ? applyChanges(context, image, inputs, "adopted") : Promise.resolve(image);
  const options = { removeLeftovers: true, isProtected: inputs["protected"] === true, before };
  const image = await awaitReady(context, options);
  set.ready.push({
    member,
    handOver: async () => {
      await handOver(context, image, options);
      return storedProperties(context.entry);
    },
  });
  return storedProperties(context.entry);
}
