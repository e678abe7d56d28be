/** The six verbs of a kind as the dynamic provider server calls them: what leaves is plain JSON or a plain Error. */
import type { dynamic } from "@pulumi/pulumi";
import { boundedText } from "../base/boundedText";
import { plainJson } from "../base/plainJson";
import type { Kind } from "../kinds/kind";
import { check } from "./check";
import { create } from "./create";
import { deleteResource } from "./delete";
import { diff } from "./diff";
import { PartialFailure } from "./partialFailure";
import type { Ports } from "./ports";
import { read } from "./read";
import { type Properties, readEntry, urnOf } from "./stored";
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

export function resourceProvider(kind: Kind, { ports, configure, during }: Surroundings): ResourceProvider {
  return {
    // The server calls this once and does not wait for it everywhere: it only takes note, and never fails.
    configure: async (request) => configure(request.config),
    check: (olds: Properties, news: Properties) =>
      guard(async () => {
        const { inputs, failures, warnings } = check(kind, olds, news, ports.random.id);
        for (const text of warnings) ports.engine.warn(urnOf(inputs), text);
        return { inputs: plainJson(inputs), failures: failures.map((failure) => ({ ...failure })) };
      }),
    diff: (_id, olds: Properties, news: Properties) => guard(async () => diff(kind, olds, news, ports.knownIds)),
    create: (inputs: Properties) =>
      guard(() =>
        during(async () => {
          const { id, outs } = await create(kind, inputs, ports);
          return { id, outs: plainJson(outs) };
        }),
      ),
    read: (id, props: Properties = {}) =>
      guard(() => during(async () => plainJson(await read(kind, id, props, ports)))),
    update: (id, olds: Properties, news: Properties) =>
      guard(() =>
        during(async () => {
          const outs = await update(kind, id, olds, news, ports);
          const entry = readEntry(outs);
          ports.knownIds.note(entry?.imageId, entry?.nonce);
          return { outs: plainJson(outs) };
        }),
      ),
    delete: (_id, props: Properties) => guard(() => during(() => deleteResource(kind, props, ports))),
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
