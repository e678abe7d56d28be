/** Fails a test whose calls were not signed as they should be; one that provokes that takes the objections itself. */
import type { Simulator } from "pulumi-ims-simulator";

export function refuseObjections(simulator: Simulator): void {
  const lines = simulator.takeObjections().map(({ n, method, path, why }) => `#${n} ${method} ${path}: ${why}`);
  if (lines.length > 0) throw new Error(`The simulator objects to the signing of\n${lines.join("\n")}`);
}
