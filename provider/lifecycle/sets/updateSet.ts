/** update of a set: members that are there are changed, missing ones made, and those that the program dropped deleted. */
import { ImsError } from "../../base/errors";
import type { SetKind } from "../../kinds/sets/setKind";
import type { Ports } from "../context/ports";
import { deadlineOf } from "../context/resourceContext";
import { waitTeller } from "../context/waitTeller";
import { type Properties, readStoredImage, urnOf } from "../state/stored";
import { deleteResource } from "../verbs/delete";
import { update } from "../verbs/update";
import { adoptExtraImages } from "./adoptExtraImages";
import { endEarlierJobs, makeMembers } from "./makeMembers";
import { isOther, isUnlikeItsSet } from "./protectedMembers";
import {
  handOverMembers,
  memberInputs,
  note,
  type SetContext,
  setFailure,
  sortedInputs,
  storedSet,
  wantedMembers,
} from "./setContext";
import { isTaken, memberKind, readSet, type StoredMember, storedSetProperties } from "./storedSet";

export async function updateSet(
  kind: SetKind,
  id: string,
  olds: Properties,
  news: Properties,
  ports: Ports,
): Promise<Properties> {
  const wanted = wantedMembers(kind, news);
  const known = readSet(olds);
  if (known === undefined) {
    throw new ImsError(
      "INVALID_ARGUMENT",
      `The state of this ${kind.type} (${id}) does not say where its images are; run \`pulumi refresh\``,
    );
  }
  const stored = { ...known, members: known.members.filter((member) => !isTaken(member, ports.claimedImages)) };
  const urn = urnOf(news);
  const cloud = await ports.connect(stored.place, waitTeller(ports, urn));
  const deadline = deadlineOf(kind, news, "update", ports);
  const members = new Map(stored.members.map((member) => [member.source, member]));
  const context: SetContext = {
    kind,
    inputs: news,
    urn,
    cloud,
    ports,
    deadline,
    wanted,
    jobId: stored.jobId,
    members,
    ready: [],
    problems: [],
    jobImages: new Set(),
  };

  const isBegun = ({ properties }: StoredMember) => readStoredImage(properties)?.phase === "pending";
  const begun = wanted.filter(({ source }) => stored.members.some((one) => one.source === source && isBegun(one)));
  if (!(await endEarlierJobs(context, begun))) throw setFailure(context, id);

  for (const member of wanted) {
    const known = members.get(member.source);
    const memberId = known && imageIdOf(known);
    if (known === undefined || memberId === undefined) continue;
    if (readStoredImage(known.properties)?.phase === "failed" || isOther(known, member)) {
      await drop(context, known);
      continue;
    }
    const inputs = memberInputs(context, member);
    await note(context, member, () => update(member.kind, memberId, known.properties, inputs, ports, deadline));
  }
  for (const member of stored.members.filter(
    (one) => one.undeclared && (isBegun(one) || isUnlikeItsSet(kind, one, news)),
  )) {
    const one = { source: member.source, kind: memberKind(kind, member), undeclared: true as const };
    const { inputs, imageId = "" } = readStoredImage(member.properties) ?? { inputs: {} };
    const wants = withProtection(inputs, news);
    await note(context, one, () => update(one.kind, imageId, member.properties, wants, ports, deadline));
  }
  const made = new Set(
    [...members.values()].filter((member) => imageIdOf(member) !== undefined).map(({ source }) => source),
  );
  await makeMembers(
    context,
    wanted.filter(({ source }) => !made.has(source)),
  );
  const isDropped = ({ source, undeclared }: StoredMember) =>
    !undeclared && !wanted.some((one) => one.source === source);
  for (const member of stored.members.filter(isDropped)) await drop(context, member);
  await adoptExtraImages(context);
  await handOverMembers(context);
  if (context.problems.length > 0) throw setFailure(context, id);
  return storedSetProperties(kind, storedSet(context));
}

/** An image that nobody declared has only its protection from the program. */
function withProtection({ protected: _, ...inputs }: Properties, { protected: wanted }: Properties): Properties {
  return sortedInputs({ ...inputs, protected: wanted });
}

function imageIdOf({ properties }: StoredMember): string | undefined {
  return readStoredImage(properties)?.imageId;
}

async function drop(
  context: SetContext,
  member: { source: string; kind: string; properties: Properties },
): Promise<void> {
  const kind = memberKind(context.kind, member);
  let gone = false;
  await note(context, { source: member.source, kind }, async () => {
    await deleteResource(kind, member.properties, context.ports, context.deadline);
    gone = true;
    return member.properties;
  });
  if (gone) context.members.delete(member.source);
}
