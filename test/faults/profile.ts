/** How much is run: a handful of cases with the other tests, or as many as `npm run faults` says. */
import { writeFileSync } from "node:fs";

export interface Profile {
  /** Undefined for the handful. */
  readonly runs: number | undefined;
  readonly seed: number;
  /** All that were named; `any` is one that nobody chose. */
  readonly seeds: readonly number[];
  /** Tells how far a long run is. */
  say(text: string): void;
  /** Writes the report of a long run; called after each of its runs, so that an interrupted one is reported too. */
  report(lines: readonly string[]): void;
}

export function profile(): Profile {
  const {
    PULUMI_IMS_FAULTS_RUNS: runs,
    PULUMI_IMS_FAULTS_SEED: seed = "1",
    PULUMI_IMS_FAULTS_REPORT: file,
  } = process.env;
  return {
    runs: runs === undefined ? undefined : Number(runs),
    seed: seedOf(seed.split(",")[0] ?? ""),
    seeds: seed.split(",").map(seedOf),
    say: (text) => {
      if (runs !== undefined) process.stderr.write(`${text}\n`);
    },
    report: (lines) => {
      if (file !== undefined) writeFileSync(file, `${lines.join("\n")}\n`);
    },
  };
}

const seedOf = (text: string): number => (text === "any" ? Date.now() % 2 ** 31 : Number(text));
