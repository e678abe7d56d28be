/** Whether what is known of a set would fit the one header in which a partial failure travels to the engine. */
import type { SetKind } from "../../kinds/sets/setKind";
import { argsOf } from "../inputs/args";
import { excessBytes } from "../state/partialFailure";
import { newStoredImage, type Properties, storedProperties } from "../state/stored";
import { holdsUnknown } from "../state/unknowns";
import { memberInputs } from "./setContext";
import { storedSetProperties } from "./storedSet";

/** As long as the real ones, which nobody knows before the images are made. */
const place = { region: "r".repeat(20), projectId: "p".repeat(32), imsEndpoint: "e".repeat(60) };
const owner = { token: "t".repeat(30), nonce: "n".repeat(10) };
const jobId = "j".repeat(32);
const imageId = "i".repeat(36);

/** Said at the preview, because later it would be too late to record what was made. */
export function checkStateSize(kind: SetKind, inputs: Properties): string | undefined {
  if (Object.values(inputs).some(holdsUnknown)) return undefined;
  const members = kind.members(argsOf(kind, inputs)).map((member) => {
    const entry = { ...newStoredImage(memberInputs({ inputs }, member), place, owner), imageId, jobId };
    return { source: member.source, kind: member.kind.name, properties: storedProperties(entry) };
  });
  const tooMany = excessBytes(storedSetProperties(kind, { inputs, place, jobId, members, phase: "pending" }));
  if (tooMany <= 0) return undefined;
  return `this ${kind.type} is too large: what is recorded of its ${members.length} images when a run is interrupted would be ${tooMany} bytes more than the engine can take. Use several resources, or shorter tags and descriptions`;
}
