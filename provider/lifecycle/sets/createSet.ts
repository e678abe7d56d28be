/** create of a set of images. */
import { ImsError } from "../../base/errors";
import type { SetKind } from "../../kinds/sets/setKind";
import type { Ports } from "../context/ports";
import { deadlineOf } from "../context/resourceContext";
import { waitTeller } from "../context/waitTeller";
import { parseArgs } from "../inputs/args";
import { type Properties, urnOf } from "../state/stored";
import { adoptExtraImages } from "./adoptExtraImages";
import { makeMembers } from "./makeMembers";
import { handOverMembers, idOfSet, type SetContext, setFailure, storedSet, wantedMembers } from "./setContext";
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
  const context: SetContext = { kind, inputs, urn, cloud, ports, deadline, wanted, ...nothing };
  await makeMembers(context, wanted);
  await adoptExtraImages(context);
  await handOverMembers(context);
  if (context.problems.length === 0)
    return { id: idOfSet(context), outs: storedSetProperties(kind, storedSet(context)) };
  if (context.members.size > 0) throw setFailure(context, idOfSet(context));
  throw new ImsError("JOB_FAILED", context.problems.join("; "));
}
