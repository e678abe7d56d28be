/** What can happen to one request: on the way there, in the service, or on the way back. */
import type { Fault } from "pulumi-ims-simulator";
import type { Clock } from "../../../provider/base/clock";
import type { WireAnswer, WireRequest } from "../../../provider/http/wire";

type Send = () => Promise<WireAnswer>;

export interface FaultKind {
  readonly name: string;
  /** Paths that it can meet; all when absent. */
  readonly path?: RegExp;
  /** The call is carried out after the settling time: window W2 of the protocol. */
  readonly isLate?: true;
  /** What the service does. */
  readonly effect?: Fault["effect"];
  /** What the network does. */
  readonly onTheWay?: (send: Send, request: WireRequest, clock: Clock) => Promise<WireAnswer>;
}

const socketError = (code: string) => Object.assign(new Error(code), { code });
const timeOut = () => new DOMException("The operation was aborted due to timeout", "TimeoutError");
const html = "<html><body><h1>Bad Gateway</h1></body></html>";

const lost: readonly FaultKind[] = [
  { name: "nobody listens", onTheWay: async () => Promise.reject(socketError("ECONNREFUSED")) },
  { name: "cut before it arrives", onTheWay: async () => Promise.reject(socketError("ECONNRESET")) },
  {
    name: "carried out, answer lost",
    onTheWay: async (send) => {
      await send();
      throw socketError("ECONNRESET");
    },
  },
  {
    name: "never arrives, no answer",
    onTheWay: async (_send, { timeoutMs }, clock) => {
      await clock.sleep(timeoutMs);
      throw timeOut();
    },
  },
  {
    name: "carried out, no answer",
    onTheWay: async (send, { timeoutMs }, clock) => {
      await send();
      await clock.sleep(timeoutMs);
      throw timeOut();
    },
  },
];

const marred = (name: string, mar: (answer: WireAnswer) => WireAnswer): FaultKind => ({
  name,
  onTheWay: async (send) => mar(await send()),
});

const garbled: readonly FaultKind[] = [
  marred("answer cut in half", (answer) => ({ ...answer, text: answer.text.slice(0, answer.text.length / 2) })),
  marred("answer empty", (answer) => ({ ...answer, text: "" })),
  marred("answer without content", (answer) => ({ ...answer, text: "{}" })),
  marred("answer is HTML", (answer) => ({ ...answer, text: html })),
];

const responds = (status: number, body: unknown, execute = false): FaultKind => ({
  name: `${status}${execute ? ", carried out" : ""}`,
  effect: { kind: "respond", status, body, execute },
});

const refused: readonly FaultKind[] = [
  responds(400, { error: { code: "IMG.0001", message: "refused" } }),
  responds(401, { error_code: "APIGW.0301", error_msg: "Incorrect IAM authentication information" }),
  responds(403, { error: { code: "IMG.0026", message: "no right" } }),
  responds(404, { error: { code: "IMG.0027", message: "not there" } }),
  responds(409, { error: { code: "IMG.0035", message: "conflict" } }),
];

const troubled: readonly FaultKind[] = [500, 502, 503, 504].flatMap((status) => [
  responds(status, html),
  responds(status, html, true),
]);

const slow: readonly FaultKind[] = [
  { name: "429", effect: { kind: "throttle" } },
  { name: "429 with Retry-After", effect: { kind: "throttle", retryAfter: "3" } },
  { name: "504, carried out 30 s later", effect: { kind: "respond", status: 504, body: html, executeAfterMs: 30_000 } },
  {
    name: "504, carried out 3 min later",
    isLate: true,
    effect: { kind: "respond", status: 504, body: html, executeAfterMs: 180_000 },
  },
];

const strange: readonly FaultKind[] = [
  { name: "answers as it was a minute ago", effect: { kind: "past", ms: 60_000 } },
  { name: "shows the first page again", effect: { kind: "firstPage" } },
  { name: "forgets the job", path: /\/jobs?\//, effect: { kind: "forgetJob" } },
  {
    name: "job query failed",
    path: /\/jobs?\//,
    effect: { kind: "respond", status: 400, body: { error_code: "IMG.0023", error_msg: "the job query failed" } },
  },
];

export const faultKinds: readonly FaultKind[] = [...lost, ...garbled, ...refused, ...troubled, ...slow, ...strange];
