// The faults in force. Every fault counts the requests that it matches; the first one whose turn it is takes effect.
import { type Fault, type FaultEffect, faultSchema } from "./fault";

export interface FaultScript {
  add(faults: readonly Fault[]): void;
  clear(): void;
  /** @param number of the request, as the log counts them */
  next(number: number, method: string, path: string): FaultEffect | undefined;
}

interface Armed {
  fault: Fault;
  path: RegExp;
  seen: number;
}

const isMet = ({ fault, path }: Armed, number: number, method: string, requestPath: string): boolean =>
  (fault.match.request ?? number) === number &&
  (fault.match.method?.toUpperCase() ?? method) === method &&
  path.test(requestPath);

function isDue({ match }: Fault, count: number): boolean {
  if (match.nth !== undefined) return count === match.nth;
  return count >= (match.from ?? 1) && count <= (match.to ?? Number.POSITIVE_INFINITY);
}

export function createFaultScript(faults: readonly Fault[] = []): FaultScript {
  let armed: Armed[] = [];

  function add(more: readonly Fault[]): void {
    const checked = more.map((fault) => faultSchema.parse(fault));
    armed = [...armed, ...checked.map((fault) => ({ fault, path: new RegExp(fault.match.path ?? ""), seen: 0 }))];
  }

  add(faults);
  return {
    add,
    clear() {
      armed = [];
    },
    next(number, method, path) {
      const met = armed.filter((entry) => isMet(entry, number, method, path));
      for (const entry of met) entry.seen += 1;
      return met.find((entry) => isDue(entry.fault, entry.seen))?.fault.effect;
    },
  };
}
