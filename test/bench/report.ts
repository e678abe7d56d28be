/** Collects what benchmarks measure, prints it, and writes it where `npm run bench` asks for it. */
import { readFileSync, writeFileSync } from "node:fs";

export interface Measure {
  /** What was done, in the words of the table. */
  readonly what: string;
  readonly unit: "calls" | "s" | "min" | "ms" | "MiB" | "%" | "timers";
  /** Least, middle and largest of the runs. */
  readonly least: number;
  readonly median: number;
  readonly most: number;
  readonly runs: number;
  /** The most that is accepted of the median. */
  readonly target?: number;
}

const rounded = (value: number) => Math.round(value * 100) / 100;

export function measureOf(what: string, unit: Measure["unit"], values: readonly number[], target?: number): Measure {
  const sorted = [...values].sort((a, b) => a - b).map(rounded);
  const at = (index: number) => sorted[index] ?? 0;
  return {
    what,
    unit,
    least: at(0),
    median: at(Math.floor((sorted.length - 1) / 2)),
    most: at(sorted.length - 1),
    runs: sorted.length,
    ...(target === undefined ? {} : { target }),
  };
}

/** Replaces the part of the report that has this title. */
export function report(title: string, measures: readonly Measure[]): void {
  const lines = measures.map(
    ({ what, unit, least, median, most, runs, target }) =>
      `  ${what}: ${median} ${unit} (${least} to ${most} in ${runs})${target === undefined ? "" : `, at most ${target}`}`,
  );
  process.stdout.write(`${title}\n${lines.join("\n")}\n`);
  const path = process.env["PULUMI_IMS_BENCH_REPORT"];
  if (path === undefined) return;
  const parts: Record<string, readonly Measure[]> = JSON.parse(readFileSync(path, "utf8"));
  writeFileSync(path, `${JSON.stringify({ ...parts, [title]: measures }, null, 2)}\n`);
}
