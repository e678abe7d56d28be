import type { SendOptions } from "../../http/client/cloud";
import type { Ports } from "../context/ports";
import type { Properties } from "../state/stored";

export interface ReadResult {
  /** Empty when the image is gone. */
  readonly id: string;
  readonly props: Properties;
  readonly inputs?: Properties;
}

export const gone: ReadResult = { id: "", props: {} };

const readMs = 300_000;

export function readOptions({ clock, engine }: Pick<Ports, "clock" | "engine">): SendOptions {
  return { signal: engine.stop, deadline: clock.now() + readMs };
}
