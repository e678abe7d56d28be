/** One operation on one set of images, while it runs. */
import { messageOf } from "../../base/errors";
import type { Cloud } from "../../http/client/cloud";
import type { Member, SetKind } from "../../kinds/sets/setKind";
import type { Ports } from "../context/ports";
import { argsOf, parseArgs } from "../inputs/args";
import { tokenOf } from "../ownership/marker";
import { PartialFailure, toContinue } from "../state/partialFailure";
import { secretsOfMember } from "../state/secrets";
import { type Properties, readStoredImage, urnOf } from "../state/stored";
import { mainMember, phaseOfSet, type StoredMember, type StoredSet, storedSetProperties } from "./storedSet";

export interface ReadyMember {
  readonly member: Pick<Member, "source" | "kind"> & Pick<StoredMember, "undeclared">;
  /** Hands the image over, and says what is stored of it then. */
  handOver(): Promise<Properties>;
}

export interface SetContext {
  readonly kind: SetKind;
  readonly inputs: Properties;
  readonly urn: string;
  readonly cloud: Cloud;
  readonly ports: Ports;
  readonly deadline: number;
  readonly wanted: readonly Member[];
  jobId: string | undefined;
  /** The members as far as they are known, by their sources. */
  readonly members: Map<string, StoredMember>;
  /** Members that are there and whose last step is still to be taken. */
  readonly ready: ReadyMember[];
  /** Failures, member by member. */
  readonly problems: string[];
  /** The images that the jobs of this operation have named. */
  readonly jobImages: Set<string>;
}

/** The inputs that a resource of the member's kind would have. */
export function memberInputs({ inputs }: Pick<SetContext, "inputs">, member: Member): Properties {
  const { element } = member;
  const orders: unknown[] = Array.isArray(inputs["__elementTagOrders"]) ? inputs["__elementTagOrders"] : [];
  const secrets = secretsOfMember(inputs, member.args, element);
  return sortedInputs({
    ...member.args,
    __urn: urnOf(inputs),
    __tagOrder: element === undefined ? inputs["__tagOrder"] : orders[element],
    __secrets: secrets.length === 0 ? undefined : secrets,
    __retain: inputs["__retain"],
    timeouts: inputs["timeouts"],
    __timeouts: inputs["__timeouts"],
  });
}

/** The engine hands keys back in their order, and a refresh that only reorders is none. */
export function sortedInputs(inputs: Properties): Properties {
  const entries = Object.entries(inputs).filter(([, value]) => value !== undefined);
  return Object.fromEntries(entries.toSorted(([a], [b]) => (a < b ? -1 : 1)));
}

/** The token of a member: of the same resource as its siblings, and of its own source. */
export function memberToken(
  { kind, inputs, cloud, ports }: Pick<SetContext, "kind" | "inputs" | "cloud" | "ports">,
  member: Member,
): string {
  const { region, projectId } = cloud.place;
  const { immutable } = parseArgs(member.kind, member.args);
  return tokenOf({
    urn: urnOf(inputs),
    state: ports.stateIdentity(),
    kind: kind.name,
    region,
    projectId,
    immutable: { member: member.kind.name, ...immutable },
  });
}

export function wantedMembers(kind: SetKind, inputs: Properties): readonly Member[] {
  parseArgs(kind, inputs);
  return kind.members(argsOf(kind, inputs));
}

/** Notes what a verb on one member came to; a partial failure of the member is one of the set. */
export async function note(
  context: SetContext,
  member: Pick<Member, "source" | "kind"> & Pick<StoredMember, "undeclared">,
  verb: () => Promise<Properties>,
): Promise<void> {
  const { source, kind, undeclared } = member;
  const keep = (properties: Properties) =>
    context.members.set(source, { source, kind: kind.name, properties, ...(undeclared && { undeclared }) });
  try {
    keep(await verb());
  } catch (error) {
    context.problems.push(`${source}: ${messageOf(error)}`);
    if (error instanceof PartialFailure) keep(error.properties);
  }
}

/** The last thing that is done for a set: its answer follows at once. */
export async function handOverMembers(context: SetContext): Promise<void> {
  for (const { member, handOver } of context.ready) await note(context, member, handOver);
}

export function storedSet({ inputs, cloud, jobId, members, wanted, problems }: SetContext): StoredSet {
  const stored = [...members.values()];
  const phase = problems.length > 0 ? "pending" : phaseOfSet(wanted, stored);
  return { inputs, place: cloud.place, jobId, members: stored, phase };
}

/** The id of a set is its main image's, else that of the job that made it; it stays for the life of the resource. */
export function idOfSet(context: SetContext): string {
  const { jobId, members } = context;
  const [first] = members.values();
  const main = mainMember(context.kind, storedSet(context));
  return (
    (main && readStoredImage(main.properties)?.imageId) ??
    jobId ??
    readStoredImage(first?.properties ?? {})?.imageId ??
    "unnamed"
  );
}

export function setFailure(context: SetContext, id: string): PartialFailure {
  const problems = context.problems.map((problem) => problem.replace(` ${toContinue}`, "").replace(/\.$/, ""));
  const text = `${problems.join("; ")}. ${toContinue}`;
  return new PartialFailure(id, text, storedSetProperties(context.kind, storedSet(context)));
}
