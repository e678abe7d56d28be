/** What was found and what became of it, for people and for programs. */
import { printable } from "../../base/printable";
import type { Orphan } from "./findOrphans";

/** An orphan and what became of it. */
export interface Finding {
  readonly orphan: Orphan;
  readonly outcome: "listed" | "kept" | "deleted" | "failed";
  /** Why it was kept, or could not be deleted. */
  readonly reason?: string;
}

export function asJson(findings: readonly Finding[], problems: readonly string[]): string {
  const orphans = findings.map(({ orphan, outcome, reason }) => {
    const { place, marker, urn = null, createdAt = null, ...image } = orphan;
    const { region, projectId } = place;
    const { state, token } = marker;
    return { ...image, createdAt, region, projectId, marker: { state, token }, urn, outcome, reason: reason ?? null };
  });
  return JSON.stringify({ orphans, problems }, null, 2);
}

export function asText(findings: readonly Finding[], problems: readonly string[]): string {
  if (findings.length === 0 && problems.length > 0) return "No orphans where it was possible to look.\n";
  if (findings.length === 0) return "No orphans: every image with our marker is known to a state.\n";
  const places = [...new Set(findings.map(placeOf))];
  const groups = places.map((place) => findings.filter((finding) => placeOf(finding) === place));
  return groups.map((group, i) => `${places[i]}\n${group.map(lineOf).join("")}`).join("\n");
}

/** One image in two lines: which, and what is known of it. */
export function describeOrphan({
  imageId,
  name,
  status,
  createdAt = "",
  protected: isProtected,
  marker,
  urn,
}: Orphan): string {
  const facts = [status, isProtected ? "protected" : "", createdAt && `made ${createdAt}`].filter(Boolean).join(", ");
  const owner = urn
    ? `made for ${urn}`
    : "made for a resource that none of these states has: renamed or removed, or of a stack that was not named";
  const meaning = marker.state === "unfinished" ? "unfinished" : "a second image";
  const hint = marker.state === "unfinished" && urn ? "; `pulumi up` with the same inputs takes it over" : "";
  return `${imageId}  ${printable(name)} (${facts})\n    ${meaning}, ${owner}${hint}`;
}

function placeOf({ orphan: { place } }: Finding): string {
  return `${place.region}, project ${place.projectId}`;
}

function lineOf({ orphan, outcome, reason }: Finding): string {
  const suffix = outcome === "listed" ? "" : `\n    ${outcome}${reason ? `: ${reason}` : ""}`;
  return `  ${describeOrphan(orphan)}${suffix}\n`;
}
