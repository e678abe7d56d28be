/** The reason of a wait, as the row of the resource shows it. */
export interface Waiting {
  /** Name of the operation, such as "create image". */
  readonly what: string;
  /** The last refusal; undefined where there was none, and an answer or a turn is waited for. */
  readonly refusal?: { readonly code: string; readonly text: string } | undefined;
  /** When the next try is, in milliseconds since 1970; undefined where nobody can tell. */
  readonly nextAt?: number | undefined;
}

export type OnWait = (waiting: Waiting) => void;

/** All resources that wait for the same call hear the same of it, those that come later included. */
export interface Audience {
  readonly tell: OnWait;
  /** Listens as long as `answer` is under way. */
  listen<Out>(onWait: OnWait | undefined, answer: Promise<Out>): Promise<Out>;
}

export function createAudience(): Audience {
  const listeners = new Set<OnWait>();
  let last: Waiting | undefined;
  return {
    tell: (waiting) => {
      last = waiting;
      for (const listener of listeners) listener(waiting);
    },
    listen: async (onWait, answer) => {
      if (onWait === undefined) return answer;
      // One that is listed twice waits twice.
      const listener: OnWait = (waiting) => onWait(waiting);
      listeners.add(listener);
      if (last !== undefined) listener(last);
      try {
        return await answer;
      } finally {
        listeners.delete(listener);
        if (listeners.size === 0) last = undefined;
      }
    },
  };
}
