/** delete of a set: every member, also when one of them fails. */
import { ImsError, messageOf } from "../../base/errors";
import type { SetKind } from "../../kinds/setKind";
import { deleteResource } from "../delete";
import type { Ports } from "../ports";
import type { Properties } from "../stored";
import { memberKind, readSet } from "./storedSet";

export async function deleteSet(kind: SetKind, properties: Properties, ports: Ports): Promise<void> {
  const problems: string[] = [];
  for (const member of readSet(properties)?.members ?? []) {
    try {
      await deleteResource(memberKind(kind, member), member.properties, ports);
    } catch (error) {
      problems.push(`${member.source}: ${messageOf(error)}`);
    }
  }
  if (problems.length > 0) throw new ImsError("REFUSED", problems.join("; "));
}
