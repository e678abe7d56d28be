import type { Plan, PlannedStep } from "./plans";

/** Faults after which nobody knows whether the call was carried out. */
const isLossy = ({ faults }: PlannedStep): boolean =>
  faults.some(
    ({ fault }) => fault.onTheWay !== undefined || (fault.effect?.kind === "respond" && fault.effect.status >= 500),
  );

/**
 * The window of the protocol that a second image of this run may have come through (exactly-once protocol, windows that
 * remain); undefined where there is none, so that a second image is a violation.
 */
export function windowOf({ listLagSeconds, steps }: Plan, killedAfterHandOver: boolean): string | undefined {
  if (killedAfterHandOver) return "W1";
  if (steps.some(({ faults }) => faults.some(({ fault }) => fault.isLate))) return "W2";
  const isBrokenOff = steps.some(({ accident }) => accident === "killed");
  if (listLagSeconds > 0 && (isBrokenOff || steps.some(isLossy))) return "W3";
  // The replacement is not asked for again.
  const isGivenUp = steps.some((step) => step.verb === "replace" && (step.accident !== "none" || isLossy(step)));
  return isGivenUp ? "W4" : undefined;
}
