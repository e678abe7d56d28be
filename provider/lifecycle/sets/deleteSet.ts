/** delete of a set: every member, also when one of them fails, in the time that the set has as a whole. */
import { ImsError, messageOf } from "../../base/errors";
import type { SetKind } from "../../kinds/sets/setKind";
import type { Ports } from "../context/ports";
import { deadlineOf } from "../context/resourceContext";
import { type Properties, readStoredImage } from "../state/stored";
import { deleteResource } from "../verbs/delete";
import { memberKind, readSet, type StoredMember } from "./storedSet";

export async function deleteSet(kind: SetKind, properties: Properties, ports: Ports): Promise<void> {
  const set = readSet(properties);
  if (set === undefined) return;
  const deadline = deadlineOf(kind, set.inputs, "delete", ports);
  const problems: string[] = [];
  const remove = (member: StoredMember) =>
    deleteResource(memberKind(kind, member), member.properties, ports, deadline).catch((error) => {
      problems.push(`${member.source}: ${messageOf(error)}`);
    });
  // One waits for the end of the job that still makes them; the others find their images by then.
  const first = set.members.find(isBegun);
  if (first !== undefined) await remove(first);
  await Promise.all(set.members.filter((member) => member !== first).map(remove));
  if (problems.length > 0) throw new ImsError("REFUSED", problems.join("; "));
}

function isBegun({ properties }: StoredMember): boolean {
  return readStoredImage(properties)?.phase === "pending";
}
