/** The report of found images and their outcomes, for people and for programs. */
import { printable } from "../../base/printable";
import type { FoundImage } from "./findImages";
import type { Standing } from "./stateIndex";

/** An image and what became of it. */
export interface Finding {
  readonly found: FoundImage;
  readonly outcome: "listed" | "kept" | "deleted" | "failed";
  /** Why it was kept, or could not be deleted. */
  readonly reason?: string;
}

export function asJson(findings: readonly Finding[], problems: readonly string[]): string {
  const list = (standing: Standing) => standingAs(findings, standing).map(plain);
  const lists = {
    orphans: list("orphan"),
    keptOnPurpose: list("kept on purpose"),
    ofOtherStates: list("of another state"),
  };
  return JSON.stringify({ ...lists, problems }, null, 2);
}

function plain({ found, outcome, reason = null }: { readonly reason?: string | null } & Omit<Finding, "reason">) {
  const { place, marker, urn = null, createdAt = null, standing: _, isSecond: __, ...image } = found;
  const { region, projectId } = place;
  const { state, token } = marker;
  return { ...image, createdAt, region, projectId, marker: { state, token }, urn, outcome, reason };
}

const titles: Readonly<Record<Exclude<Standing, "orphan">, string>> = {
  "kept on purpose": "Kept on purpose with the option retainOnDelete, and no orphans:",
  "of another state":
    "Of another state, which may have them (two stacks of one name with a backend for each, or a backend that has moved):",
};

export function asText(findings: readonly Finding[], problems: readonly string[]): string {
  const orphans = standingAs(findings, "orphan");
  const others = Object.entries(titles).flatMap(([standing, title]) => {
    const images = standingAs(findings, standing);
    return images.length === 0 ? [] : [`${title}\n\n${inPlaces(images)}`];
  });
  return [orphans.length === 0 ? noOrphans(findings, problems) : inPlaces(orphans), ...others].join("\n");
}

function noOrphans(findings: readonly Finding[], problems: readonly string[]): string {
  if (problems.length > 0) return "No orphans where it was possible to look.\n";
  if (findings.length > 0) return "No orphans.\n";
  return "No orphans: every image with our marker is known to a state.\n";
}

function inPlaces(findings: readonly Finding[]): string {
  const places = [...new Set(findings.map(placeOf))];
  const groups = places.map((place) => findings.filter((finding) => placeOf(finding) === place));
  return groups.map((group, i) => `${places[i]}\n${group.map(lineOf).join("")}`).join("\n");
}

function standingAs(findings: readonly Finding[], standing: string): Finding[] {
  return findings.filter(({ found }) => found.standing === standing);
}

/** One image in two lines: which, and what is known of it. */
export function describeFound(found: FoundImage): string {
  const { imageId, name, status, createdAt = "", protected: isProtected } = found;
  const facts = [status, isProtected ? "protected" : "", createdAt && `made ${createdAt}`].filter(Boolean).join(", ");
  return `${imageId}  ${printable(name)} (${facts})\n    ${meaningOf(found)}, ${ownerOf(found)}`;
}

function meaningOf({ marker, standing, urn, isSecond }: FoundImage): string {
  if (standing === "kept on purpose") return standing;
  if (marker.state !== "owned") return "unfinished";
  if (standing === "of another state") return marker.isKept ? "kept on purpose" : "finished";
  if (urn === undefined) return "finished";
  return isSecond ? "a second image" : "finished, and no given state has it";
}

function ownerOf({ marker, standing, urn }: FoundImage): string {
  if (standing === "of another state") return `made by another state${urn ? ` for a namesake of ${urn}` : ""}`;
  if (urn === undefined) {
    return "made for a resource that none of these states has: renamed or removed, or of a stack that was not named";
  }
  const hint = marker.state === "unfinished" ? "; `pulumi up` with the same inputs takes it over" : "";
  return `made for ${urn}${hint}`;
}

function placeOf({ found: { place } }: Finding): string {
  return `${place.region}, project ${place.projectId}`;
}

function lineOf({ found, outcome, reason }: Finding): string {
  const suffix = outcome === "listed" ? "" : `\n    ${outcome}${reason ? `: ${reason}` : ""}`;
  return `  ${describeFound(found)}${suffix}\n`;
}
