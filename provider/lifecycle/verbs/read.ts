/** read: one image as it is now; never writes. (docs/architecture.md, Read) */

import { canonicalJson } from "../../base/canonicalJson";
import { isRecord } from "../../base/isRecord";
import type { Cloud, SendOptions } from "../../http/client/cloud";
import type { ServiceImage } from "../../ims/image";
import { markerKey } from "../../ims/markerKey";
import { showTags } from "../../ims/tags";
import type { Kind } from "../../kinds/kind";
import type { Ports } from "../context/ports";
import { waitTeller } from "../context/waitTeller";
import { observedInputs } from "../inputs/observedInputs";
import { readMarker } from "../ownership/marker";
import { ownershipOf } from "../ownership/ownership";
import { onlyOf, readJob } from "../reading/readJob";
import {
  idOf,
  type Phase,
  type Properties,
  readStoredImage,
  type StoredImage,
  storedProperties,
  urnOf,
  withImage,
} from "../state/stored";
import { resolveImage } from "../steps/resolveImage";
import { sayOfOthers } from "../steps/sayOfOthers";
import { readExisting } from "./readExisting";
import { gone, type ReadResult, readOptions } from "./readResult";

/** A list from so long before a read still serves it. */
const freshMs = 5_000;

export async function read(kind: Kind, id: string, properties: Properties, ports: Ports): Promise<ReadResult> {
  const entry = readStoredImage(properties);
  if (entry === undefined) return readExisting(id, properties, ports);
  const onWait = waitTeller(ports, urnOf(entry.inputs));
  const options = { ...readOptions(ports), onWait };
  const cloud = await ports.connect(entry.place, onWait);
  const { reads } = ports.batching.at(cloud);
  const image = await resolveImage({ cloud, kind, entry }, options, (...asked) => reads.find(...asked, freshMs));
  if (image === undefined) return (await isStillBegun(cloud, entry, options)) ? unchanged(id, entry) : gone;
  const exact = await withExactTags(cloud, kind, entry, image, options);
  await nameStrays(kind, entry, cloud, exact, ports, options);
  return shown(kind, entry, exact);
}

function shown(kind: Kind, entry: StoredImage, image: ServiceImage): ReadResult {
  const inputs = observedInputs(kind, entry.inputs, image);
  const isAsStored = canonicalJson(inputs) === canonicalJson(entry.inputs);
  const before = isAsStored ? entry : { ...entry, image: undefined };
  const next: StoredImage = { ...withImage(before, image), inputs, phase: phaseOf(kind, entry, image) };
  return { id: idOf(next), props: storedProperties(next), inputs };
}

/** Begun, and the service shows neither the image nor a job that has made one: that is not "gone". */
async function isStillBegun(
  cloud: Cloud,
  { phase, jobId, imageId }: StoredImage,
  options: SendOptions,
): Promise<boolean> {
  if (phase === "done" || jobId === undefined || imageId !== undefined) return false;
  const job = await readJob(cloud, jobId, options).catch(() => undefined);
  return !(job?.status === "SUCCESS" && onlyOf(job.imageIds) !== undefined);
}

function unchanged(id: string, entry: StoredImage): ReadResult {
  return { id, props: storedProperties(entry), inputs: entry.inputs };
}

/** The marker decides, not the status alone: an active image may still have to be handed over. */
function phaseOf(kind: Kind, entry: StoredImage, image: ServiceImage): Phase {
  if (image.status === "killed") return "failed";
  const ownership = ownershipOf(image, entry);
  // Another create has taken the image of an entry that had failed.
  if (entry.phase === "failed" && readMarker(image.image.tags)?.nonce !== entry.nonce && ownership !== "ours")
    return "failed";
  if (ownership === "ours" && kind.readyStatuses.includes(image.status)) return "done";
  return ownership === "foreign" ? entry.phase : "pending";
}

/** The tag strings of a list are taken at their word only when they say what is expected; else the tags are asked for. */
async function withExactTags(
  cloud: Cloud,
  kind: Kind,
  entry: StoredImage,
  image: ServiceImage,
  options: SendOptions,
): Promise<ServiceImage> {
  const expected = isRecord(entry.inputs["tags"]) ? entry.inputs["tags"] : {};
  const seen = kind.fields["tags"]?.observe?.(image);
  if (seen === undefined || canonicalJson(seen) === canonicalJson(expected)) return image;
  const tags = await cloud.send(showTags(cloud.place.projectId, image.id), options);
  // A marker that is still a property is none of the tags.
  const marker = image.held.has(markerKey) ? { [markerKey]: image.image.tags[markerKey] ?? "" } : {};
  return { ...image, image: { ...image.image, tags: { ...marker, ...tags } } };
}

async function nameStrays(
  kind: Kind,
  entry: StoredImage,
  cloud: Cloud,
  image: ServiceImage,
  ports: Ports,
  options: SendOptions,
): Promise<void> {
  const urn = urnOf(entry.inputs);
  if (ownershipOf(image, entry) === "foreign") {
    ports.engine.warn(
      urn,
      `image ${image.id} now carries the marker of another resource (${image.image.tags[markerKey]})`,
    );
  }
  // A search that fails must not fail the refresh: the image itself has been read.
  const otherImages = await ports.orphans.otherImagesOf({ cloud, kind, entry }, image.id, options).catch(() => []);
  const others = otherImages.filter(({ imageId }) => !ports.claimedImages.has(imageId));
  for (const { imageId } of others.filter(({ marker }) => marker.state === "unfinished")) {
    const text = `image ${imageId} in ${cloud.place.region} was begun for this ${kind.type} by a run that was interrupted; \`pulumi-ims orphans\` removes it`;
    ports.engine.warn(urn, text);
  }
  const finished = others.filter(({ marker }) => marker.state !== "unfinished");
  sayOfOthers({ urn, ports }, finished);
}
