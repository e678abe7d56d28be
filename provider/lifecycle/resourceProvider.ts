/** The six verbs of a kind as the dynamic provider server calls them: what leaves is plain JSON or a plain Error. */
import type { dynamic } from "@pulumi/pulumi";
import { boundedText } from "../base/boundedText";
import { ImsError } from "../base/errors";
import { plainJson } from "../base/plainJson";
import type { Kind } from "../kinds/kind";
import type { SetKind } from "../kinds/sets/setKind";
import type { Ports } from "./context/ports";
import { topOf } from "./inputs/changedPaths";
import { leavingTagsOfSet, withIgnoredTags } from "./inputs/ignoreTags";
import { checkStateSize } from "./sets/checkStateSize";
import { createSet } from "./sets/createSet";
import { deleteSet } from "./sets/deleteSet";
import { diffSet } from "./sets/diffSet";
import { readSetResource } from "./sets/readSetResource";
import { updateSet } from "./sets/updateSet";
import { PartialFailure } from "./state/partialFailure";
import { secretTexts } from "./state/secrets";
import { type Properties, urnOf } from "./state/stored";
import type { check } from "./verbs/check";
import { checkWithDefaults } from "./verbs/checkWithDefaults";
import { create } from "./verbs/create";
import { deleteResource } from "./verbs/delete";
import { type Difference, diff } from "./verbs/diff";
import { placeNotices } from "./verbs/placeNotices";
import { read } from "./verbs/read";
import { readExisting } from "./verbs/readExisting";
import type { ReadResult } from "./verbs/readResult";
import { update } from "./verbs/update";

/** The process that the verbs run in, as far as they use it. @internal */
export interface ProviderRuntime {
  readonly ports: Ports;
  configure(config: { get(key: string): string | undefined }): void;
  /** Runs a verb that talks to the cloud. */
  during<Result>(call: () => Promise<Result>): Promise<Result>;
}

export type ResourceProvider = Required<Omit<dynamic.ResourceProvider, "configure">> &
  Pick<dynamic.ResourceProvider, "configure">;

/** The five verbs that follow the check, for one kind. */
interface Verbs {
  /** A problem of arguments that are valid one by one. */
  problem?(inputs: Properties): string | undefined;
  diff(olds: Properties, news: Properties): Difference;
  create(inputs: Properties): Promise<{ id: string; outs: Properties }>;
  read(id: string, properties: Properties): Promise<ReadResult>;
  update(id: string, olds: Properties, news: Properties): Promise<Properties>;
  delete(properties: Properties): Promise<void>;
}

/** The provider of a kind whose resource is one image. @internal */
export function resourceProvider(kind: Kind, runtime: ProviderRuntime): ResourceProvider {
  const { ports } = runtime;
  const ofNow = () => withIgnoredTags(kind, ports.defaults().ignoredTags);
  return providerOf(kind, runtime, {
    diff: (olds, news) => diff(ofNow(), olds, news, ports.claimedImages),
    create: (inputs) => create(ofNow(), inputs, ports),
    read: (id, properties) => read(ofNow(), id, properties, ports),
    update: (id, olds, news) => update(ofNow(), id, olds, news, ports),
    delete: (properties) => deleteResource(kind, properties, ports),
  });
}

/** The provider of a kind whose resource is a set of images. @internal */
export function setProvider(kind: SetKind, runtime: ProviderRuntime): ResourceProvider {
  const { ports } = runtime;
  const ofNow = () => leavingTagsOfSet(kind, ports.defaults().ignoredTags);
  return providerOf(kind, runtime, {
    problem: (inputs) => checkStateSize(kind, inputs),
    diff: (olds, news) => diffSet(ofNow(), olds, news, ports.claimedImages),
    create: (inputs) => createSet(ofNow(), inputs, ports),
    read: (id, properties) => readSetResource(ofNow(), id, properties, ports),
    update: (id, olds, news) => updateSet(ofNow(), id, olds, news, ports),
    delete: (properties) => deleteSet(kind, properties, ports),
  });
}

/** The provider of images that are only referred to: the engine reads them and asks for nothing else. */
export function existingImageProvider(runtime: ProviderRuntime): ResourceProvider {
  const { ports } = runtime;
  const refuse = (): never => {
    throw new ImsError(
      "INVALID_ARGUMENT",
      "An Image is only referred to, by Image.get; the class of its source makes one",
    );
  };
  const declared = { type: "Image", fields: {}, rules: [], warnings: [] };
  return providerOf(declared, runtime, {
    diff: () => ({ changes: false }),
    create: async () => refuse(),
    read: (id, properties) => readExisting(id, properties, ports),
    update: async () => refuse(),
    delete: async () => undefined,
  });
}

/** The six verbs around those of a kind. */
function providerOf(
  kind: Parameters<typeof check>[0],
  { ports, configure, during }: ProviderRuntime,
  verbs: Verbs,
): ResourceProvider {
  const { engine, redactor } = ports;
  const guarded = async <Result>(bags: readonly Properties[], call: () => Promise<Result>): Promise<Result> => {
    redactor.hide(bags.flatMap(secretTexts));
    try {
      return await call();
    } catch (error) {
      throw shownError(error, redactor.redact);
    }
  };
  return {
    // The server calls this once and does not wait for it everywhere: it only takes note, and never fails.
    configure: async (request) => configure(request.config),
    check: (olds: Properties, news: Properties) =>
      guarded([olds, news], async () => {
        const { inputs, failures, warnings } = checkWithDefaults(kind, olds, news, ports, verbs.problem);
        ports.programs.note(urnOf(inputs), inputs["protected"]);
        for (const text of warnings) engine.warn(urnOf(inputs), text);
        return {
          inputs: plainJson(inputs),
          failures: failures.map((text) => ({ property: "", reason: redactor.redact(text) })),
        };
      }),
    diff: (_id, olds: Properties, news: Properties) =>
      guarded([olds, news], async () => {
        const { changed = [], says, ...difference } = verbs.diff(olds, news);
        const { replaces = [] } = difference;
        if (difference.changes === undefined)
          engine.showChanges(changed.map((change) => ({ ...change, replaces: replaces.includes(topOf(change.path)) })));
        const notices = placeNotices(olds, news, ports.defaults(), ports.notices);
        for (const text of [...(says === undefined ? [] : [says]), ...notices]) engine.inform(urnOf(news), text);
        return difference;
      }),
    create: (inputs: Properties) => guarded([inputs], () => during(async () => plainJson(await verbs.create(inputs)))),
    read: (id, props: Properties = {}) =>
      guarded([props], () => during(async () => plainJson(await verbs.read(id, props)))),
    update: (id, olds: Properties, news: Properties) =>
      guarded([olds, news], () => during(async () => ({ outs: plainJson(await verbs.update(id, olds, news)) }))),
    delete: (_id, props: Properties) => guarded([props], () => during(() => verbs.delete(props))),
  };
}

const maxMessageBytes = 4_000;

function shownError(error: unknown, redact: (text: string) => string): Error {
  if (error instanceof PartialFailure) return new PartialFailure(error.id, redact(error.message), error.properties);
  return plainError(redact(error instanceof Error ? error.message : String(error)));
}

/** A numeric `code` or a text `details` would change the answer on the wire, and the server prints the stack. */
function plainError(message: string): Error {
  const plain = new Error(boundedText(message, maxMessageBytes));
  plain.stack = "";
  return plain;
}
