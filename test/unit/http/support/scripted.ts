/** A client whose transport says what a script says, in virtual time. */

import { accessKeyAuthenticator } from "../../../../provider/auth/accessKeyAuthenticator";
import { usualLimits } from "../../../../provider/config/callLimits";
import type { ClientParts } from "../../../../provider/http/client/attempt";
import { createClient } from "../../../../provider/http/client/client";
import type { SendOptions } from "../../../../provider/http/client/cloud";
import { createSharedHttpState } from "../../../../provider/http/client/sharedHttpState";
import type { WireAnswer, WireRequest } from "../../../../provider/http/wire";
import type { Effect, Operation } from "../../../../provider/ims/operation";
import { type VirtualClock, virtualClock } from "../../../support/virtualClock";

export const key = { accessKey: "AKEXAMPLE0000000001", secretKey: "SKEXAMPLEexampleSECRETkey00000000000001" };

/** What one attempt meets: an answer, or an error that the transport throws. */
export type Permit = WireAnswer | Error;

export const answer = (status: number, body: unknown = {}, headers: Record<string, string> = {}): WireAnswer => ({
  status,
  headers,
  text: typeof body === "string" ? body : JSON.stringify(body),
});

export const socketError = (code: string, more: { readonly syscall?: string } = {}): Error =>
  Object.assign(new Error(`socket trouble ${code}`), { code, ...more });

export interface Attempt extends WireRequest {
  readonly at: number;
}

export interface Script {
  readonly clock: VirtualClock;
  readonly attempts: Attempt[];
  /** What the user was told beside the errors. */
  readonly notices: readonly string[];
  /** Milliseconds between the attempts. */
  pauses(): number[];
  send<Out>(operation: Operation<Out>, options?: Partial<SendOptions>): Promise<Out>;
}

/** Turns are taken one by one; the last one repeats for ever. */
export function script(turns: readonly Permit[], parts: Partial<ClientParts> = {}): Script {
  const clock = virtualClock();
  const attempts: Attempt[] = [];
  const notices: string[] = [];
  const random = { fraction: () => 0.5, id: (length: number) => "a".repeat(length) };
  const client = createClient({
    authenticator: accessKeyAuthenticator(key, "project-1"),
    limits: usualLimits,
    endpoint: (service) => `https://${service}.example.com`,
    clock,
    random,
    httpState: createSharedHttpState({ clock, random, notice: (text) => notices.push(text) }),
    transport: async (request) => {
      attempts.push({ ...request, at: clock.now() });
      const permit = turns[Math.min(attempts.length, turns.length) - 1];
      if (permit === undefined) throw new TypeError("the script is empty");
      if (permit instanceof Error) throw permit;
      return permit;
    },
    ...parts,
  });
  return {
    clock,
    attempts,
    notices,
    pauses: () => attempts.slice(1).map(({ at }, index) => at - (attempts[index]?.at ?? 0)),
    send: (operation, options = {}) => client.send(operation, { deadline: clock.now() + 3_600_000, ...options }),
  };
}

/** A call of the given effect that is content with any JSON object. */
export function operationOf(effect: Effect): Operation<unknown> {
  return {
    name: "test call",
    service: "ims",
    method: effect === "read" ? "GET" : effect === "change" ? "PATCH" : "POST",
    path: "/v2/things",
    query: [
      ["b", "2"],
      ["a", "1 x"],
    ],
    ...(effect === "read" ? {} : { body: { name: "grün" } }),
    effect,
    success: [200],
    read: ({ body }) => body,
  };
}
