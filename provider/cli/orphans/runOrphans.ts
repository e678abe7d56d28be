/** `pulumi-ims orphans`: looks in every place, asks, deletes, reports. */
import { messageOf } from "../../base/errors";
import type { Environment } from "../../config/level";
import type { Cloud } from "../../http/cloud";
import type { Plumbing } from "../../http/plumbing";
import { exitCodes } from "../exitCodes";
import { decide, type Wishes } from "./decide";
import { findOrphans, type Orphan } from "./findOrphans";
import { type Knowledge, knowledgeOf } from "./knowledge";
import { openPlaces } from "./openPlaces";
import { removeOrphan } from "./removeOrphan";
import { asJson, asText, type Finding } from "./report";
import type { Source } from "./source";

export interface OrphansOptions extends Wishes {
  readonly sources: readonly Source[];
  readonly regions: readonly string[];
  readonly json: boolean;
}

export interface Surroundings {
  readonly environment: Environment;
  readonly plumbing: Plumbing;
  /** Ctrl-C. */
  readonly stop: AbortSignal;
  confirm(orphan: Orphan): Promise<boolean>;
  /** The result, on standard output. */
  print(text: string): void;
  /** Everything else. */
  say(text: string): void;
}

const searchMs = 300_000;

export async function runOrphans(options: OrphansOptions, surroundings: Surroundings): Promise<number> {
  const { sources, regions, json } = options;
  const { environment, plumbing, print, say } = surroundings;
  const known = knowledgeOf(sources.map(({ deployment }) => deployment));
  const { clouds, problems: unopened } = await openPlaces(sources, regions, environment, plumbing);
  const problems = [...unopened];
  if (clouds.length === 0 && problems.length === 0) {
    problems.push("there is no region to look in: the states have no images, so name one with --region");
  }
  const findings: Finding[] = [];
  for (const cloud of clouds) {
    const found = await search(cloud, known, surroundings).catch((error: unknown) => {
      problems.push(`${cloud.place.region}, project ${cloud.place.projectId}: ${messageOf(error)}`);
      return [];
    });
    for (const orphan of found) findings.push(await treat(orphan, cloud, known, options, surroundings));
  }
  for (const problem of problems) say(problem);
  print(json ? `${asJson(findings, problems)}\n` : asText(findings, problems));
  if (problems.length > 0 || findings.some(({ outcome }) => outcome === "failed")) return exitCodes.failed;
  return findings.every(({ outcome }) => outcome === "deleted") ? exitCodes.fine : exitCodes.left;
}

function search(cloud: Cloud, known: Knowledge, { plumbing, stop }: Surroundings): Promise<Orphan[]> {
  return findOrphans(cloud, known, { signal: stop, deadline: plumbing.clock.now() + searchMs });
}

async function treat(
  orphan: Orphan,
  cloud: Cloud,
  known: Knowledge,
  options: OrphansOptions,
  { plumbing, stop, confirm, say }: Surroundings,
): Promise<Finding> {
  try {
    const decision = await decide(orphan, options, confirm);
    if (!decision.delete) {
      return {
        orphan,
        outcome: options.delete ? "kept" : "listed",
        ...(decision.reason ? { reason: decision.reason } : {}),
      };
    }
    const reason = await removeOrphan(orphan, { cloud, known, clock: plumbing.clock, stop, say });
    return reason === undefined ? { orphan, outcome: "deleted" } : { orphan, outcome: "kept", reason };
  } catch (error) {
    return { orphan, outcome: "failed", reason: messageOf(error) };
  }
}
