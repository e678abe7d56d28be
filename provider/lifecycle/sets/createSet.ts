/** create of a set of images. */
import { ImsError } from "../../base/errors";
import type { SetKind } from "../../kinds/sets/setKind";
import type { Ports } from "../context/ports";
import { deadlineOf } from "../context/resourceContext";
import { waitTeller } from "../context/waitTeller";
import { parseArgs } from "../inputs/args";
import { type Properties, urnOf } from "../state/stored";
import { takeUndeclared } from "./adoptExtraImages";
import { makeMembers } from "./makeMembers";
import { handOverMembers, idOfSet, type SetWork, setFailure, storedSet, wantedMembers } from "./setContext";
import { storedSetProperties } from "./storedSet";

export async function createSet(
  kind: SetKind,
  inputs: Properties,
  ports: Ports,
): Promise<{ id: string; outs: Properties }> {
  const wanted = wantedMembers(kind, inputs);
  if (ports.engine.stop.aborted) throw new ImsError("CANCELLED", "Interrupted before anything was sent");
  const urn = urnOf(inputs);
  const cloud = await ports.connect({ region: parseArgs(kind, inputs).region }, waitTeller(ports, urn));
  const deadline = deadlineOf(kind, inputs, "create", ports);
  const nothing = { jobId: undefined, members: new Map(), ready: [], problems: [], jobImages: new Set<string>() };
  const work: SetWork = { kind, inputs, urn, cloud, ports, deadline, wanted, ...nothing };
  await makeMembers(work, wanted);
  await takeUndeclared(work);
  await handOverMembers(work);
  if (work.problems.length === 0) return { id: idOfSet(work), outs: storedSetProperties(kind, storedSet(work)) };
  if (work.members.size > 0) throw setFailure(work, idOfSet(work));
  throw new ImsError("JOB_FAILED", work.problems.join("; "));
}
