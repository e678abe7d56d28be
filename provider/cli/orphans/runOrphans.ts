/** `pulumi-ims orphans`: looks in every place, asks, deletes, reports. */
import { messageOf } from "../../base/errors";
import type { Environment } from "../../config/level";
import type { Cloud } from "../../http/client/cloud";
import type { ClientFactory } from "../../session/clientFactory";
import { exitCodes } from "../exitCodes";
import { type DeleteOptions, decide } from "./decide";
import { type FoundImage, findImages } from "./findImages";
import { openClouds } from "./openClouds";
import { removeFound } from "./removeFound";
import { asJson, asText, type Finding } from "./report";
import type { Source } from "./source";
import { indexStates, type StateIndex } from "./stateIndex";

export interface OrphansOptions extends DeleteOptions {
  readonly sources: readonly Source[];
  readonly regions: readonly string[];
  readonly json: boolean;
}

export interface ProviderRuntime {
  readonly environment: Environment;
  readonly clientFactory: ClientFactory;
  /** Ctrl-C, or the end of input at a question. */
  readonly stop: AbortSignal;
  confirm(found: FoundImage): Promise<boolean>;
  /** The result, on standard output. */
  print(text: string): void;
  /** Everything else. */
  say(text: string): void;
}

const searchMs = 300_000;

export async function runOrphans(options: OrphansOptions, runtime: ProviderRuntime): Promise<number> {
  const { sources, regions, json } = options;
  const { environment, clientFactory, print, say, stop } = runtime;
  const known = indexStates(sources);
  const { clouds, problems: unopened } = await openClouds(sources, regions, environment, clientFactory);
  const problems = [...unopened];
  if (clouds.length === 0 && problems.length === 0) {
    problems.push("there is no region to look in: the states have no images, so name one with --region");
  }
  const tasks: Task[] = [];
  for (const cloud of clouds) {
    const images = await search(cloud, known, runtime).catch((error: unknown) => {
      problems.push(`${cloud.place.region}, project ${cloud.place.projectId}: ${messageOf(error)}`);
      return [];
    });
    tasks.push(...images.map((found) => ({ found, cloud })));
  }
  const findings: Finding[] = [];
  for (const task of tasks) findings.push(await handleFound(task, known, options, runtime));
  for (const problem of problems) say(problem);
  if (stop.aborted) say(interruption(findings));
  print(json ? `${asJson(findings, problems)}\n` : asText(findings, problems));
  if (stop.aborted) return exitCodes.interrupted;
  if (problems.length > 0 || findings.some(({ outcome }) => outcome === "failed")) return exitCodes.failed;
  return findings.some((finding) => isLeft(finding, options)) ? exitCodes.left : exitCodes.fine;
}

interface Task {
  readonly found: FoundImage;
  readonly cloud: Cloud;
}

function search(cloud: Cloud, known: StateIndex, { clientFactory, stop }: ProviderRuntime): Promise<FoundImage[]> {
  return findImages(cloud, known, { signal: stop, deadline: clientFactory.clock.now() + searchMs });
}

async function handleFound(
  { found, cloud }: Task,
  known: StateIndex,
  options: OrphansOptions,
  { clientFactory, stop, confirm, say }: ProviderRuntime,
): Promise<Finding> {
  const untouched: Finding = options.delete
    ? { found, outcome: "kept", reason: "interrupted" }
    : { found, outcome: "listed" };
  if (stop.aborted) return untouched;
  try {
    const decision = await decide(found, options, confirm);
    if (stop.aborted) return untouched;
    if (!decision.delete) {
      return { found, outcome: untouched.outcome, ...(decision.reason ? { reason: decision.reason } : {}) };
    }
    const reason = await removeFound(found, { cloud, known, clock: clientFactory.clock, stop, say });
    return reason === undefined ? { found, outcome: "deleted" } : { found, outcome: "kept", reason };
  } catch (error) {
    return { found, outcome: "failed", reason: messageOf(error) };
  }
}

function interruption(findings: readonly Finding[]): string {
  const deleted = findings.filter(({ outcome }) => outcome === "deleted").length;
  return `Interrupted: ${deleted} deleted, ${findings.length - deleted} left.`;
}

/** Images that are kept on purpose, or that another state may have, are no orphans. */
function isLeft({ found: { standing }, outcome }: Finding, { otherStates }: DeleteOptions): boolean {
  if (outcome === "deleted") return false;
  return standing === "orphan" || (otherStates && standing === "of another state");
}
