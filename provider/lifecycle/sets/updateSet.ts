/** update of a set: members that are there are changed, missing ones made, and those that the program dropped deleted. */
import { ImsError } from "../../base/errors";
import type { SetKind } from "../../kinds/setKind";
import { deleteResource } from "../delete";
import type { Ports } from "../ports";
import { type Properties, readEntry } from "../stored";
import { update } from "../update";
import { deadlineOf } from "../work";
import { endEarlierJobs, makeMembers } from "./makeMembers";
import { handOverMembers, memberInputs, note, type SetWork, setFailure, storedSet, wantedMembers } from "./setWork";
import { memberKind, readSet, type StoredMember, storedSetProperties } from "./storedSet";

export async function updateSet(
  kind: SetKind,
  id: string,
  olds: Properties,
  news: Properties,
  ports: Ports,
): Promise<Properties> {
  const wanted = wantedMembers(kind, news);
  const stored = readSet(olds);
  if (stored === undefined) {
    throw new ImsError(
      "INVALID_ARGUMENT",
      `The state of this ${kind.type} (${id}) does not say where its images are; run \`pulumi refresh\``,
    );
  }
  const cloud = await ports.connect(stored.place);
  const deadline = deadlineOf(kind, news, "update", ports.clock.now());
  const members = new Map(stored.members.map((member) => [member.source, member]));
  const work: SetWork = {
    kind,
    inputs: news,
    cloud,
    ports,
    deadline,
    wanted,
    jobId: stored.jobId,
    members,
    ready: [],
    problems: [],
  };

  const isBegun = ({ properties }: StoredMember) => readEntry(properties)?.phase === "pending";
  const begun = wanted.filter(({ source }) => stored.members.some((one) => one.source === source && isBegun(one)));
  if (!(await endEarlierJobs(work, begun))) throw setFailure(work, id);

  for (const member of wanted) {
    const known = members.get(member.source);
    const memberId = known && imageIdOf(known);
    if (known === undefined || memberId === undefined) continue;
    if (readEntry(known.properties)?.phase === "failed") {
      await drop(work, known);
      continue;
    }
    await note(work, member, () => update(member.kind, memberId, known.properties, memberInputs(work, member), ports));
  }
  const made = new Set(
    [...members.values()].filter((member) => imageIdOf(member) !== undefined).map(({ source }) => source),
  );
  await makeMembers(
    work,
    wanted.filter(({ source }) => !made.has(source)),
  );
  for (const member of stored.members.filter(({ source }) => !wanted.some((one) => one.source === source))) {
    await drop(work, member);
  }
  await handOverMembers(work);
  if (work.problems.length > 0) throw setFailure(work, id);
  return storedSetProperties(storedSet(work));
}

function imageIdOf({ properties }: StoredMember): string | undefined {
  return readEntry(properties)?.imageId;
}

async function drop(work: SetWork, member: { source: string; kind: string; properties: Properties }): Promise<void> {
  const kind = memberKind(work.kind, member);
  let gone = false;
  await note(work, { source: member.source, kind }, async () => {
    await deleteResource(kind, member.properties, work.ports);
    gone = true;
    return member.properties;
  });
  if (gone) work.members.delete(member.source);
}
