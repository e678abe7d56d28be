// One line of the request log.
import type { LogEntry } from "../routes/requestLog";

export function requestLine(entry: LogEntry): string {
  const words = [
    new Date(entry.at).toISOString().slice(11, 19),
    `#${entry.n}`,
    entry.method,
    entry.path,
    entry.status === 0 ? "cut" : entry.status,
    `${Math.round(entry.durationMs)}ms`,
    entry.signature,
    entry.operation,
    ...(entry.errorCode === undefined ? [] : [entry.errorCode]),
    ...(entry.fault === undefined ? [] : [`fault:${entry.fault}`]),
  ];
  const mismatch =
    entry.canonicalRequest === undefined ? "" : `  the server signed:\n${indent(entry.canonicalRequest)}\n`;
  return `${words.join(" ")}\n${mismatch}`;
}

const indent = (text: string): string => text.replace(/^/gm, "    ");
