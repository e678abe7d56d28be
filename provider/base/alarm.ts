import { systemClock } from "./clock";

/** Acts when so much time has passed, unless the returned function is called before. */
export type Alarm = (ms: number, act: () => void) => () => void;

export const systemAlarm: Alarm = (ms, act) => {
  const ended = new AbortController();
  void systemClock.sleep(ms, ended.signal).then(() => {
    if (!ended.signal.aborted) act();
  });
  return () => ended.abort();
};

/** For whoever needs no word of what takes long. */
export const noAlarm: Alarm = () => () => undefined;
