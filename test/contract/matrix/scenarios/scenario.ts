/** What a scenario of the matrix is: something that happens to one resource of one kind. */
import type { Kind } from "../../../../provider/kinds/kind";
import type { GrpcWorld } from "../../../support/grpcWorld";
import type { MiniStack, Properties } from "../../../support/miniStack";
import type { Sample } from "../../../support/samples";

/** One resource of one kind, in a world without images. */
export interface Bench {
  readonly kind: Kind;
  readonly sample: Sample;
  readonly world: GrpcWorld;
  readonly stack: MiniStack;
  /** What the class sends for the sample's program with these changes; undefined drops an argument. */
  program(changes?: Properties): Properties;
}

export interface Scenario {
  readonly title: string;
  /** `slow` for jobs that are still running when something happens to them. */
  readonly pace: "quick" | "slow";
  /** What the kind must have, without which there is nothing to try. */
  readonly needs?: "job" | "broken" | "missing";
  readonly run: (bench: Bench) => Promise<void>;
}

/** What a row must say for a scenario that needs it. */
export function given<Value>(value: Value | undefined): Value {
  if (value === undefined) throw new Error("the row of samples does not say this");
  return value;
}
