/** Answers that no service should give, generated. */
import fc from "fast-check";

export interface HostileAnswer {
  readonly family: string;
  /** For a person who reads of a failure. */
  shown(): string;
  /** The bytes on the wire, after which the connection ends. @param truth the body of the true answer */
  bytes(truth: string): Buffer;
}

type Json = fc.JsonValue;

const statuses = fc.oneof(
  { weight: 4, arbitrary: fc.constant(200) },
  {
    weight: 1,
    arbitrary: fc.constantFrom(201, 202, 204, 206, 301, 304, 307, 400, 403, 404, 409, 413, 429, 500, 502, 503),
  },
  { weight: 1, arbitrary: fc.integer({ min: 200, max: 999 }) },
);

const types = fc.constantFrom(
  "application/json",
  "application/json; charset=utf-16",
  "text/html",
  "text/plain",
  "\u00ff",
);

/** @param said the length that is promised; by default the true one */
function message(status: number, type: string, body: Buffer, said = body.length): Buffer {
  const head = `HTTP/1.1 ${status} Hostile\r\ncontent-type: ${type}\r\ncontent-length: ${said}\r\nconnection: close\r\n\r\n`;
  return Buffer.concat([Buffer.from(head, "latin1"), body]);
}

function answers(family: string, bodies: fc.Arbitrary<(truth: string) => string>): fc.Arbitrary<HostileAnswer> {
  return fc.tuple(statuses, types, bodies).map(([status, type, body]) => ({
    family,
    shown: () => `${status} ${type} ${body('{"id":"0"}').slice(0, 60)}`,
    bytes: (truth) => message(status, type, Buffer.from(body(truth))),
  }));
}

const maxBody = 8 * 1024 * 1024;
const controls = "\u0000\u001b[2J\u001b]0;owned\u0007\r\n\u009b31m\u202e\ud800";

const truncated = fc.tuple(statuses, fc.double({ min: 0, max: 1, noNaN: true }), fc.boolean()).map(
  ([status, part, isPromised]): HostileAnswer => ({
    family: "truncated",
    shown: () => `${status}, cut at ${part}${isPromised ? ", the whole was promised" : ""}`,
    bytes: (truth) => {
      const whole = Buffer.from(truth);
      const body = whole.subarray(0, Math.floor(whole.length * part));
      return message(status, "application/json", body, isPromised ? whole.length : body.length);
    },
  }),
);

const filler = fc.constantFrom("a", "[", "{", '{"a":', "0,", "\u0000", "é", "<b>", " ");
const huge = answers(
  "huge",
  fc.tuple(filler, fc.constantFrom(maxBody - 100, maxBody, maxBody + 1, 2 * maxBody)).map(
    ([text, size]) =>
      () =>
        text.repeat(Math.floor(size / Buffer.byteLength(text))),
  ),
);

const nestings: readonly (readonly [string, string])[] = [
  ["[", "]"],
  ['{"images":', "}"],
  ['{"status":', "}"],
  ['{"error":', "}"],
  ['[{"__proto__":', "}]"],
];
const deep = answers(
  "nested",
  fc.tuple(fc.constantFrom(...nestings), fc.constantFrom(70, 1_000, 20_000, 500_000)).map(
    ([[open, close], depth]) =>
      () =>
        `${open.repeat(depth)}1${close.repeat(depth)}`,
  ),
);

/** The true answer, in which some values are others. */
function changed(truth: string, at: readonly number[], value: Json): string {
  let index = 0;
  const spots = new Set(at.map((one) => one % Math.max(leaves(truth), 1)));
  return JSON.stringify(parse(truth), (_key, old: unknown) => {
    const isSpot = spots.has(index);
    index += 1;
    return isSpot ? structuredClone(value) : old;
  });
}

function parse(text: string): unknown {
  return JSON.parse(text === "" ? "{}" : text);
}

function leaves(truth: string): number {
  let count = 0;
  JSON.stringify(parse(truth), (_key, value: unknown) => {
    count += 1;
    return value;
  });
  return count;
}

const places = fc.array(fc.nat(200), { minLength: 1, maxLength: 6 });
const odd = fc.oneof(
  fc.constantFrom<Json>(null, true, 0, -1, 1e308, "", [], {}, [[]], [null], "null", "NaN", "-Infinity"),
  fc.jsonValue({ maxDepth: 3 }),
);
const wrongTypes = answers(
  "wrong types",
  fc.tuple(places, odd).map(
    ([at, value]) =>
      (truth) =>
        changed(truth, at, value),
  ),
);
const foreign = answers(
  "other JSON",
  fc.jsonValue({ maxDepth: 5 }).map((value) => () => JSON.stringify(value)),
);
const control = answers(
  "NUL and ANSI",
  fc.tuple(places, fc.string({ unit: "binary" })).map(
    ([at, text]) =>
      (truth) =>
        changed(truth, at, `${text}${controls}${text}`),
  ),
);

const badKeys = fc.constantFrom(
  "__proto__",
  "constructor",
  "prototype",
  "toString",
  "hasOwnProperty",
  "then",
  "toJSON",
);
const prototypes = answers(
  "proto keys",
  fc.tuple(badKeys, fc.jsonValue({ maxDepth: 1 }), fc.boolean()).map(([key, value, isInside]) => (truth) => {
    const text = `${JSON.stringify(key)}:{"polluted":${JSON.stringify(value)},"status":"SUCCESS"},`;
    const body = truth.startsWith("{") ? truth : "{}";
    return (isInside ? body.replaceAll("{", `{${text}`) : `{${text}${body.slice(1)}`).replaceAll(",}", "}");
  }),
);

const tagLists = fc.tuple(
  fc.constantFrom("tags", "images", "sub_jobs", "errors", "entities"),
  fc.constantFrom(10_000, 1_000_000),
);
const manyTags = answers(
  "a million tags",
  tagLists.map(([name, count]) => (truth) => {
    const list = `[${Array.from({ length: count }, (_, i) => `"k${i}.v"`).join(",")}]`;
    const body = truth.startsWith("{") ? truth : "{}";
    const marked = `{"${name}":${list},`;
    const last = body.lastIndexOf("{");
    return `${body.slice(0, last)}${marked}${body.slice(last + 1)}`.replaceAll(",}", "}");
  }),
);

const html = answers(
  "HTML",
  fc.tuple(fc.string({ unit: "binary" }), fc.boolean()).map(
    ([text, isLong]) =>
      () =>
        `<!DOCTYPE html><html><script>alert(1)</script><h1>${text}</h1>${isLong ? "<p>gateway</p>".repeat(50_000) : ""}`,
  ),
);

const heads = fc.constantFrom(
  "",
  "\r\n\r\n",
  "HTTP/1.1 \r\n\r\n",
  "HTTP/9.9 200 OK\r\n\r\n{}",
  "HTTP/1.1 200 OK\r\ncontent-length: -1\r\n\r\n{}",
  "HTTP/1.1 200 OK\r\ncontent-length: 99999999999999999999\r\n\r\n{}",
  "HTTP/1.1 200 OK\r\ntransfer-encoding: chunked\r\n\r\nfffffffffffffffff\r\n{}",
  "HTTP/1.1 200 OK\r\ntransfer-encoding: chunked\r\n\r\nzz\r\n",
  "HTTP/1.1 200 OK\r\ncontent-length: 2\r\ntransfer-encoding: chunked\r\n\r\n{}",
  "HTTP/1.1 100 Continue\r\n\r\n",
  `HTTP/1.1 200 OK\r\nx-long: ${"a".repeat(200_000)}\r\n\r\n{}`,
  `HTTP/1.1 200 OK\r\n${"a: b\r\n".repeat(50_000)}\r\n{}`,
  "HTTP/1.1 302 Found\r\nlocation: http://127.0.0.1:1/\r\ncontent-length: 0\r\n\r\n",
  "HTTP/1.1 200 OK\r\ncontent-encoding: gzip\r\ncontent-length: 2\r\n\r\n{}",
  "HTTP/1.1 429 Slow\r\nretry-after: 9e99\r\ncontent-length: 0\r\n\r\n",
);
const brokenHttp = fc.tuple(heads, fc.uint8Array({ maxLength: 2_000 })).map(
  ([head, rest]): HostileAnswer => ({
    family: "broken HTTP",
    shown: () => head.slice(0, 60),
    bytes: () => Buffer.concat([Buffer.from(head, "latin1"), rest]),
  }),
);

export const hostileAnswer: fc.Arbitrary<HostileAnswer> = fc.oneof(
  truncated,
  huge,
  deep,
  wrongTypes,
  foreign,
  control,
  prototypes,
  manyTags,
  html,
  brokenHttp,
);
