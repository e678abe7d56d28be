/** The event log of a run without Pulumi's own debug messages, which show every argument as the SDK gets it. */
export function withoutDebug(eventLog: string): string {
  return eventLog
    .split("\n")
    .filter((line) => !line.includes('"severity":"debug"'))
    .join("\n");
}
