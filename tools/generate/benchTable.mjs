import { renderTable } from "./renderTable.mjs";

const header = ["what", "median", "least to most", "runs", "at most"];

const withUnit = (value, unit) => `${value} ${unit}`;

/** The tables of the benchmarks, one for each title of their report. */
export function benchTable(report) {
  return Object.entries(report)
    .map(([title, measures]) => `${title}:\n\n${renderTable([header, ...measures.map(rowOf)])}`)
    .join("\n\n");
}

function rowOf({ what, unit, least, median, most, runs, target }) {
  const accepted = target === undefined ? "" : withUnit(target, unit);
  return [what, withUnit(median, unit), `${least} to ${most}`, String(runs), accepted];
}
