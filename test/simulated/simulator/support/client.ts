// A small signing client, written apart from the simulator so that a mistake is not shared by both sides.
import { createHash, createHmac } from "node:crypto";
import { request as httpRequest } from "node:http";
import {
  type Credentials,
  demoCredentials,
  type ManualClock,
  manualClock,
  type Simulator,
  type StartOptions,
  start,
} from "../../../../simulator/src/index";

export interface Reply {
  status: number;
  headers: Record<string, string | string[] | undefined>;
  text: string;
  // biome-ignore lint/suspicious/noExplicitAny: answers are examined freely in tests
  json: any;
}

interface CallOptions {
  credentials?: Credentials;
  region?: string;
  /** Sent and signed; undefined drops a header. */
  headers?: Record<string, string | undefined>;
  /** Sent, not signed. */
  unsigned?: Record<string, string>;
  /** Instead of a signature. */
  token?: string;
  /** Moves the date of the signature. */
  skewMs?: number;
  secretKey?: string;
  rawBody?: string;
}

const sha = (data: string): string => createHash("sha256").update(data).digest("hex");

const encode = (text: string): string =>
  encodeURIComponent(text).replace(/[!'()*]/g, (sign) => `%${sign.charCodeAt(0).toString(16).toUpperCase()}`);

const compact = (ms: number): string => new Date(ms).toISOString().replace(/[-:]|\.\d{3}/g, "");

function authorize(method: string, url: URL, headers: Record<string, string>, body: string, key: Credentials): string {
  const names = Object.keys(headers).sort();
  const query = [...url.searchParams]
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .map(([name, value]) => `${encode(name)}=${encode(value)}`);
  const canonical = [
    method,
    url.pathname.endsWith("/") ? url.pathname : `${url.pathname}/`,
    query.join("&"),
    names.map((name) => `${name}:${headers[name]}\n`).join(""),
    names.join(";"),
    headers["x-sdk-content-sha256"] ?? sha(body),
  ].join("\n");
  const text = ["SDK-HMAC-SHA256", headers["x-sdk-date"], sha(canonical)].join("\n");
  const signature = createHmac("sha256", key.secretKey).update(text).digest("hex");
  return `SDK-HMAC-SHA256 Access=${key.accessKey}, SignedHeaders=${names.join(";")}, Signature=${signature}`;
}

export function send(url: URL, method: string, headers: Record<string, string>, body: string): Promise<Reply> {
  return new Promise((resolve, reject) => {
    const request = httpRequest(url, {
      method,
      headers: { ...headers, "content-length": Buffer.byteLength(body) },
      agent: false,
      maxHeaderSize: 131_072,
    });
    request.on("error", reject);
    request.on("response", (response) => {
      const chunks: Buffer[] = [];
      response.on("data", (chunk: Buffer) => chunks.push(chunk));
      response.on("error", reject);
      response.on("end", () => {
        const text = Buffer.concat(chunks).toString("utf8");
        const isJson = response.headers["content-type"]?.startsWith("application/json") && text !== "";
        resolve({
          status: response.statusCode ?? 0,
          headers: response.headers,
          text,
          json: isJson ? JSON.parse(text) : undefined,
        });
      });
    });
    request.end(body);
  });
}

export interface World {
  sim: Simulator;
  clock: ManualClock;
  projectId: string;
  call(method: string, path: string, body?: unknown, options?: CallOptions): Promise<Reply>;
  /** The headers that call() would send, for sending the same request again. */
  sign(method: string, path: string, body?: unknown, options?: CallOptions): Record<string, string>;
  /** Creates, waits for the job, and returns the ids of the images. */
  make(body: unknown, path?: string): Promise<string[]>;
  image(id: string): Promise<Record<string, unknown>>;
}

const bodyText = (body: unknown, options: CallOptions): string =>
  options.rawBody ?? (body === undefined ? "" : JSON.stringify(body));

export async function openWorld(options: StartOptions = {}): Promise<World> {
  const clock = manualClock();
  const sim = await start({ clock, ...options });

  function sign(method: string, path: string, body?: unknown, given: CallOptions = {}): Record<string, string> {
    const url = new URL(sim.url + path);
    const text = bodyText(body, given);
    if (given.token !== undefined) return { "x-auth-token": given.token, ...given.unsigned };
    const credentials = given.credentials ?? demoCredentials;
    const wanted: Record<string, string | undefined> = {
      host: url.host,
      "x-sdk-date": compact(clock.now() + (given.skewMs ?? 0)),
      "x-project-id": credentials.projects[given.region ?? "eu-de"],
      ...(text === "" ? {} : { "content-type": "application/json" }),
      ...given.headers,
    };
    const headers = Object.fromEntries(
      Object.entries(wanted).filter((entry): entry is [string, string] => entry[1] !== undefined),
    );
    const key = { ...credentials, secretKey: given.secretKey ?? credentials.secretKey };
    return { ...headers, ...given.unsigned, authorization: authorize(method, url, headers, text, key) };
  }

  const call: World["call"] = (method, path, body, given = {}) =>
    send(new URL(sim.url + path), method, sign(method, path, body, given), bodyText(body, given));

  async function make(body: unknown, path = "/v2/cloudimages/action"): Promise<string[]> {
    const { json } = await call("POST", path, body);
    clock.advance(600_000);
    return sim.truth().jobs.find((job) => job.id === json.job_id)?.imageIds ?? [];
  }

  async function image(id: string): Promise<Record<string, unknown>> {
    const { json } = await call("GET", `/v2/cloudimages?id=${id}`);
    return json.images[0];
  }

  return { sim, clock, projectId: demoCredentials.projects["eu-de"] ?? "", call, sign, make, image };
}

export const codeOf = (reply: Reply): string => reply.json?.error?.code ?? reply.json?.error_code;
