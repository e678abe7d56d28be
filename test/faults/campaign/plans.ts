/** Runs that chance makes: several operations one after the other, each with faults, accidents and a slow service. */
import fc from "fast-check";
import { type FaultKind, faultKinds } from "./faults";
import { type Subject, subjects } from "./subjects";

/** What breaks an operation off, at a message of its progress. */
export type Accident = "none" | "Ctrl-C" | "killed";

export interface PlannedStep {
  readonly verb: "up" | "up with changes" | "refresh" | "destroy" | "replace";
  readonly faults: readonly { readonly request: number; readonly fault: FaultKind }[];
  readonly accident: Accident;
  /** At which message of its progress the accident happens. */
  readonly atMessage: number;
}

export interface Plan {
  readonly subject: Subject;
  readonly listLagSeconds: number;
  readonly steps: readonly PlannedStep[];
}

const mostRequests = 30;

const fault = fc.record({
  request: fc.integer({ min: 1, max: mostRequests }),
  fault: fc.constantFrom(...faultKinds),
});

const accident = fc.oneof(
  { weight: 6, arbitrary: fc.constant<Accident>("none") },
  { weight: 1, arbitrary: fc.constantFrom<Accident>("Ctrl-C", "killed") },
);

const step: fc.Arbitrary<PlannedStep> = fc.record({
  verb: fc.constantFrom(
    "up" as const,
    "up with changes" as const,
    "refresh" as const,
    "destroy" as const,
    "replace" as const,
  ),
  faults: fc.array(fault, { maxLength: 4 }),
  accident,
  atMessage: fc.integer({ min: 1, max: 4 }),
});

export const plans: fc.Arbitrary<Plan> = fc.record({
  subject: fc.constantFrom(...subjects),
  listLagSeconds: fc.oneof(fc.constant(0), fc.integer({ min: 1, max: 120 })),
  // Something has to be made before it can be changed.
  steps: fc
    .tuple(step, fc.array(step, { maxLength: 2 }))
    .map(([first, others]) => [{ ...first, verb: "up" as const }, ...others]),
});

export function describePlan({ subject, listLagSeconds, steps }: Plan): string {
  const words = steps.map(({ verb, faults, accident: what, atMessage }) => {
    const met = faults.map((one) => `request ${one.request} ${one.fault.name}`);
    return `${verb} (${[...met, ...(what === "none" ? [] : [`${what} at message ${atMessage}`])].join("; ") || "quiet"})`;
  });
  return `${subject.type}, lists ${listLagSeconds} s late: ${words.join(", then ")}`;
}
