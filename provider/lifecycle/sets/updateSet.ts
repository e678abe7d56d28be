/** update of a set: members that are there are changed, missing ones made, and those that the program dropped deleted. */
import { ImsError } from "../../base/errors";
import type { SetKind } from "../../kinds/sets/setKind";
import type { Ports } from "../context/ports";
import { deadlineOf } from "../context/resourceContext";
import { waitTeller } from "../context/waitTeller";
import { type Properties, readEntry, urnOf } from "../state/stored";
import { deleteResource } from "../verbs/delete";
import { update } from "../verbs/update";
import { takeUndeclared } from "./adoptExtraImages";
import { endEarlierJobs, makeMembers } from "./makeMembers";
import { isOther, isUnlikeItsSet } from "./protectedMembers";
import {
  handOverMembers,
  memberInputs,
  note,
  type SetWork,
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
  const stored = { ...known, members: known.members.filter((member) => !isTaken(member, ports.knownIds)) };
  const urn = urnOf(news);
  const cloud = await ports.connect(stored.place, waitTeller(ports, urn));
  const deadline = deadlineOf(kind, news, "update", ports);
  const members = new Map(stored.members.map((member) => [member.source, member]));
  const work: SetWork = {
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

  const isBegun = ({ properties }: StoredMember) => readEntry(properties)?.phase === "pending";
  const begun = wanted.filter(({ source }) => stored.members.some((one) => one.source === source && isBegun(one)));
  if (!(await endEarlierJobs(work, begun))) throw setFailure(work, id);

  for (const member of wanted) {
    const known = members.get(member.source);
    const memberId = known && imageIdOf(known);
    if (known === undefined || memberId === undefined) continue;
    if (readEntry(known.properties)?.phase === "failed" || isOther(known, member)) {
      await drop(work, known);
      continue;
    }
    const inputs = memberInputs(work, member);
    await note(work, member, () => update(member.kind, memberId, known.properties, inputs, ports, deadline));
  }
  for (const member of stored.members.filter(
    (one) => one.undeclared && (isBegun(one) || isUnlikeItsSet(kind, one, news)),
  )) {
    const one = { source: member.source, kind: memberKind(kind, member), undeclared: true as const };
    const { inputs, imageId = "" } = readEntry(member.properties) ?? { inputs: {} };
    const wants = withProtection(inputs, news);
    await note(work, one, () => update(one.kind, imageId, member.properties, wants, ports, deadline));
  }
  const made = new Set(
    [...members.values()].filter((member) => imageIdOf(member) !== undefined).map(({ source }) => source),
  );
  await makeMembers(
    work,
    wanted.filter(({ source }) => !made.has(source)),
  );
  const isDropped = ({ source, undeclared }: StoredMember) =>
    !undeclared && !wanted.some((one) => one.source === source);
  for (const member of stored.members.filter(isDropped)) await drop(work, member);
  await takeUndeclared(work);
  await handOverMembers(work);
  if (work.problems.length > 0) throw setFailure(work, id);
  return storedSetProperties(kind, storedSet(work));
}

/** An image that nobody declared has only its protection from the program. */
function withProtection({ protected: _, ...inputs }: Properties, { protected: wanted }: Properties): Properties {
  return sortedInputs({ ...inputs, protected: wanted });
}

function imageIdOf({ properties }: StoredMember): string | undefined {
  return readEntry(properties)?.imageId;
}

async function drop(work: SetWork, member: { source: string; kind: string; properties: Properties }): Promise<void> {
  const kind = memberKind(work.kind, member);
  let gone = false;
  await note(work, { source: member.source, kind }, async () => {
    await deleteResource(kind, member.properties, work.ports, work.deadline);
    gone = true;
    return member.properties;
  });
  if (gone) work.members.delete(member.source);
}
