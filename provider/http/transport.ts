/** One HTTP exchange over undici: no retry, no redirect, the path goes out exactly as it was signed. */
import type { Agent, Dispatcher } from "undici";
import type { StreamBody } from "../base/streamBody";

export interface WireRequest {
  readonly origin: string;
  /** Path and query, percent-encoded. */
  readonly target: string;
  readonly method: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: Buffer | StreamBody | undefined;
  /** A connection of its own: a reused one may be closed by the server at the moment of sending, which looks like a lost answer. */
  readonly freshConnection: boolean;
  readonly timeoutMs: number;
  readonly signal: AbortSignal | undefined;
}

export interface WireAnswer {
  readonly status: number;
  readonly headers: Readonly<Record<string, string>>;
  readonly text: string;
}

export type Transport = (request: WireRequest) => Promise<WireAnswer>;

const maxHeaderBytes = 128 * 1024;
const maxBodyBytes = 16 * 1024 * 1024;
/** How long a stream may stand still, and how long the answer to its last byte may take. */
const streamStillMs = 300_000;

interface Dispatchers {
  readonly reusing: Agent;
  readonly fresh: Agent;
}

export function createTransport(): Transport {
  let dispatchers: Dispatchers | undefined;
  return (request) => {
    dispatchers ??= openDispatchers();
    return exchange(request.freshConnection ? dispatchers.fresh : dispatchers.reusing, request);
  };
}

/** undici is loaded with the first request, so that a preview does not pay for it. */
function openDispatchers(): Dispatchers {
  const { Agent } = require("undici") as typeof import("undici");
  const options = {
    connect: { timeout: 10_000 },
    allowH2: false,
    connections: 8,
    keepAliveTimeout: 4_000,
    keepAliveMaxTimeout: 30_000,
    maxHeaderSize: maxHeaderBytes,
    maxResponseSize: maxBodyBytes,
  };
  return { reusing: new Agent(options), fresh: new Agent({ ...options, pipelining: 0 }) };
}

async function exchange(agent: Agent, request: WireRequest): Promise<WireAnswer> {
  const { body } = request;
  if (body === undefined || Buffer.isBuffer(body)) return carryOut(agent, request, { body: body ?? null });
  const content = body.open();
  const headers = { ...request.headers, "content-length": String(body.length) };
  try {
    return await carryOut(agent, request, { body: content, headers, headersTimeout: streamStillMs });
  } finally {
    content.destroy();
  }
}

async function carryOut(agent: Agent, request: WireRequest, own: Partial<Dispatcher.RequestOptions>) {
  const answer = await agent.request({
    origin: request.origin,
    path: request.target,
    method: request.method,
    headers: request.headers,
    headersTimeout: request.timeoutMs,
    bodyTimeout: request.timeoutMs,
    // undici's own limits begin anew with every byte.
    signal: AbortSignal.any([
      AbortSignal.timeout(Math.ceil(request.timeoutMs)),
      ...(request.signal ? [request.signal] : []),
    ]),
    ...own,
  });
  const headers = Object.entries(answer.headers).map(([name, value]) => [name, [value].flat().join(", ")] as const);
  return { status: answer.statusCode, headers: Object.fromEntries(headers), text: await answer.body.text() };
}
