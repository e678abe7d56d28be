/** The engine of this process: the one that started the dynamic provider server we run in. */
import { setMaxListeners } from "node:events";
import type { Clock } from "../base/clock";
import type { Engine } from "./engine";
import { namedMessage } from "./namedMessage";
import { progressFilter } from "./progressFilter";
import { sdkInside } from "./sdkInside";
import { watchCalls } from "./watchCalls";
import { watchCancel } from "./watchCancel";
import { watchInput } from "./watchInput";
import { watchPresence } from "./watchPresence";

export interface ProcessEngine extends Engine {
  /** Begins to watch the connection to the engine, once. */
  attach(): void;
  /** Brackets a call of the engine, so that a Cancel can be told from one that came while a result was still owed. */
  during<Result>(call: () => Promise<Result>): Promise<Result>;
}

export interface ProcessEngineOptions {
  readonly argv: readonly string[];
  readonly clock: Clock;
  /** Called once when the engine died; `graceful` when it had taken leave after the last answer. */
  readonly onLost: (graceful: boolean) => Promise<void>;
}

export function processEngine({ argv, clock, onLost }: ProcessEngineOptions): ProcessEngine {
  const inside = sdkInside(argv[1]);
  const address = argv.at(-1) ?? "";
  const client = inside && /^[\w.[\]:-]+:\d+$/.test(address) ? inside.connect(address) : undefined;
  const stop = new AbortController();
  // Every image that is waited for listens; Node takes more than ten listeners for a leak and says so.
  setMaxListeners(0, stop.signal);
  const filter = progressFilter(clock);
  let gone = false;
  let openCalls = 0;
  let tookLeave = false;
  let attached = false;
  /** Whether the engine has taken a message since the last look. */
  let heard = false;

  const calls = watchCalls(inside);
  watchCancel(inside?.serverPrototype, () => {
    tookLeave = openCalls === 0;
    stop.abort();
  });

  const say = (urn: string, message: string, severity: number, ephemeral: boolean) => {
    if (inside === undefined || client === undefined || gone) return;
    const request = inside.newLogRequest();
    request.setSeverity(severity);
    request.setUrn(urn);
    request.setMessage(namedMessage(urn, message));
    request.setEphemeral(ephemeral);
    client.log(request, (error) => {
      heard ||= !error;
    });
  };

  const watch = async () => {
    if (inside === undefined || client === undefined) return;
    const isConnected = () => {
      const answered = heard;
      heard = false;
      return client.getChannel().getConnectivityState(true) === inside.ready || answered;
    };
    let letGo = false;
    watchInput(() => {
      letGo = true;
    });
    await watchPresence(clock, { isConnected, hasLetGo: () => letGo });
    gone = true;
    stop.abort();
    await onLost(tookLeave);
  };

  return {
    stop: stop.signal,
    isGone: () => gone,
    progress: (urn, message, subject = message) => {
      if (filter.mayShow(urn, subject)) say(urn, message, inside?.severity.INFO ?? 0, true);
    },
    step: (urn, message) => {
      filter.noteStep(urn);
      say(urn, message, inside?.severity.INFO ?? 0, true);
    },
    inform: (urn, message) => say(urn, message, inside?.severity.INFO ?? 0, false),
    warn: (urn, message) => say(urn, message, inside?.severity.WARNING ?? 0, false),
    ...calls,
    attach: () => {
      if (attached) return;
      attached = true;
      void watch();
    },
    during: async (call) => {
      openCalls += 1;
      tookLeave = false;
      try {
        return await call();
      } finally {
        openCalls -= 1;
      }
    },
  };
}
