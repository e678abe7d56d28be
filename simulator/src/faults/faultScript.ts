// The faults in force. Every fault counts the requests that it matches; the first one whose turn it is takes effect.
import { type Fault, type FaultEffect, faultSchema } from "./fault";

export interface FaultScript {
  add(faults: readonly Fault[]): void;
  clear(): void;
  /** @param number of the request, as the log counts them  @param target path and query */
  next(number: number, method: string, target: string): FaultEffect | undefined;
}

interface Armed {
  fault: Fault;
  path: RegExp;
  query: RegExp;
  seen: number;
}

function isMet({ fault, path, query }: Armed, number: number, method: string, target: string): boolean {
  const [, asked = "", queried = ""] = /^([^?]*)\??(.*)$/s.exec(target) ?? [];
  return (
    (fault.match.request ?? number) === number &&
    (fault.match.method?.toUpperCase() ?? method) === method &&
    path.test(asked) &&
    query.test(queried)
  );
}

const expressionsOf = ({ match }: Fault) => ({
  path: new RegExp(match.path ?? ""),
  query: new RegExp(match.query ?? ""),
});

function isDue({ match }: Fault, count: number): boolean {
  if (match.nth !== undefined) return count === match.nth;
  return count >= (match.from ?? 1) && count <= (match.to ?? Number.POSITIVE_INFINITY);
}

export function createFaultScript(faults: readonly Fault[] = []): FaultScript {
  let armed: Armed[] = [];

  function add(more: readonly Fault[]): void {
    const checked = more.map((fault) => faultSchema.parse(fault));
    const newly = checked.map((fault) => ({ fault, ...expressionsOf(fault), seen: 0 }));
    armed = [...armed, ...newly];
  }

  add(faults);
  return {
    add,
    clear() {
      armed = [];
    },
    next(number, method, target) {
      const met = armed.filter((entry) => isMet(entry, number, method, target));
      for (const entry of met) entry.seen += 1;
      return met.find((entry) => isDue(entry.fault, entry.seen))?.fault.effect;
    },
  };
}
