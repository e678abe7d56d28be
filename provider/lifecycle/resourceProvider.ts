/** The six verbs of a kind as the dynamic provider server calls them: what leaves is plain JSON or a plain Error. */
import type { dynamic } from "@pulumi/pulumi";
import { boundedText } from "../base/boundedText";
import { plainJson } from "../base/plainJson";
import { cloudLimits } from "../ims/cloudLimits";
import type { Kind } from "../kinds/kind";
import type { SetKind } from "../kinds/setKind";
import { check } from "./check";
import { cloudWarnings } from "./cloudWarnings";
import { create } from "./create";
import { ignoredTagProblems, withDefaults } from "./defaults";
import { deleteResource } from "./delete";
import { type Difference, diff } from "./diff";
import { leavingTags, leavingTagsOfSet } from "./leavingTags";
import { PartialFailure } from "./partialFailure";
import type { Ports } from "./ports";
import { type ReadResult, read } from "./read";
import { createSet } from "./sets/createSet";
import { deleteSet } from "./sets/deleteSet";
import { diffSet } from "./sets/diffSet";
import { problemOfSize } from "./sets/problemOfSize";
import { readSetResource } from "./sets/readSetResource";
import { updateSet } from "./sets/updateSet";
import { type Properties, urnOf } from "./stored";
import { update } from "./update";

/** What surrounds the verbs in a process. */
export interface Surroundings {
  readonly ports: Ports;
  configure(config: { get(key: string): string | undefined }): void;
  /** Runs a verb that talks to the cloud. */
  during<Result>(call: () => Promise<Result>): Promise<Result>;
}

export type ResourceProvider = Required<Omit<dynamic.ResourceProvider, "configure">> &
  Pick<dynamic.ResourceProvider, "configure">;

/** What a kind does with the five verbs that follow the check. */
interface Verbs {
  /** What else stands in the way of arguments that are valid one by one. */
  problem?(inputs: Properties): string | undefined;
  diff(olds: Properties, news: Properties): Difference;
  create(inputs: Properties): Promise<{ id: string; outs: Properties }>;
  read(id: string, properties: Properties): Promise<ReadResult>;
  update(id: string, olds: Properties, news: Properties): Promise<Properties>;
  delete(properties: Properties): Promise<void>;
}

/** The provider of a kind whose resource is one image. */
export function resourceProvider(kind: Kind, surroundings: Surroundings): ResourceProvider {
  const { ports } = surroundings;
  const ofNow = () => leavingTags(kind, ports.defaults().ignoredTags);
  return providerOf(kind, surroundings, {
    diff: (olds, news) => diff(ofNow(), olds, news, ports.knownIds),
    create: (inputs) => create(ofNow(), inputs, ports),
    read: (id, properties) => read(ofNow(), id, properties, ports),
    update: (id, olds, news) => update(ofNow(), id, olds, news, ports),
    delete: (properties) => deleteResource(kind, properties, ports),
  });
}

/** The provider of a kind whose resource is a set of images. */
export function setProvider(kind: SetKind, surroundings: Surroundings): ResourceProvider {
  const { ports } = surroundings;
  const ofNow = () => leavingTagsOfSet(kind, ports.defaults().ignoredTags);
  return providerOf(kind, surroundings, {
    problem: (inputs) => problemOfSize(kind, inputs),
    diff: (olds, news) => diffSet(ofNow(), olds, news, ports.knownIds),
    create: (inputs) => createSet(ofNow(), inputs, ports),
    read: (id, properties) => readSetResource(ofNow(), id, properties, ports),
    update: (id, olds, news) => updateSet(ofNow(), id, olds, news, ports),
    delete: (properties) => deleteSet(kind, properties, ports),
  });
}

function providerOf(
  kind: Parameters<typeof check>[0],
  { ports, configure, during }: Surroundings,
  verbs: Verbs,
): ResourceProvider {
  return {
    // The server calls this once and does not wait for it everywhere: it only takes note, and never fails.
    configure: async (request) => configure(request.config),
    check: (olds: Properties, news: Properties) =>
      guard(async () => {
        const defaults = ports.defaults();
        const wanted = withDefaults(kind.fields, olds, news, defaults);
        const { inputs, failures, warnings } = check(kind, olds, wanted, ports.random.id);
        const region = typeof inputs["region"] === "string" ? inputs["region"] : undefined;
        const cloud = ports.cloudAt(region);
        const ofCloud = cloud === undefined ? [] : cloudWarnings(kind.fields, inputs, cloudLimits[cloud]);
        for (const text of [...warnings, ...ofCloud]) ports.engine.warn(urnOf(inputs), text);
        const problems = [
          ...ignoredTagProblems(kind.fields, news, defaults),
          failures.length === 0 && verbs.problem?.(inputs),
        ];
        const reasons = problems.filter((text) => typeof text === "string");
        const all = [...failures, ...reasons.map((reason) => ({ property: "", reason }))];
        return { inputs: plainJson(inputs), failures: all.map((failure) => ({ ...failure })) };
      }),
    diff: (_id, olds: Properties, news: Properties) => guard(async () => verbs.diff(olds, news)),
    create: (inputs: Properties) => guard(() => during(async () => plainJson(await verbs.create(inputs)))),
    read: (id, props: Properties = {}) => guard(() => during(async () => plainJson(await verbs.read(id, props)))),
    update: (id, olds: Properties, news: Properties) =>
      guard(() => during(async () => ({ outs: plainJson(await verbs.update(id, olds, news)) }))),
    delete: (_id, props: Properties) => guard(() => during(() => verbs.delete(props))),
  };
}

const maxMessageBytes = 4_000;

async function guard<Result>(call: () => Promise<Result>): Promise<Result> {
  try {
    return await call();
  } catch (error) {
    throw error instanceof PartialFailure ? error : plainError(error);
  }
}

/** A numeric `code` or a text `details` would change the answer on the wire, and the server prints the stack. */
function plainError(error: unknown): Error {
  const message = error instanceof Error ? error.message : String(error);
  const plain = new Error(boundedText(message, maxMessageBytes));
  plain.stack = "";
  return plain;
}
