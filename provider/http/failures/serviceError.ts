/** The error bodies of the clouds, in the order in which their SDKs look for them. */
import { isRecord } from "../../base/isRecord";
import { printable } from "../../base/printable";
import { parseJson } from "../client/parseJson";
import type { WireAnswer } from "../wire";

export interface ServiceError {
  /** Such as `IMG.0005` or `APIGW.0301`; empty when the body names none. */
  readonly code: string;
  readonly message: string;
  readonly requestId: string;
}

const shownCharacters = 512;
/** Taking tags out of a text costs the square of its length where none of them is closed. */
const readCharacters = 4_096;

export function readServiceError(answer: WireAnswer): ServiceError {
  const body = jsonIn(answer.text);
  const found = findPair(body);
  const message = [found?.message ?? plainText(answer), ...detailsOf(body)].join("; ");
  return { code: found?.code ?? "", message: clip(message), requestId: clip(requestIdOf(answer.headers, body)) };
}

function jsonIn(text: string): unknown {
  try {
    return parseJson(text);
  } catch {
    return undefined;
  }
}

const pairs = [
  ["error_code", "error_msg"],
  ["code", "message"],
  ["errorCode", "errorMessage"],
] as const;

/** `{error_code, error_msg}`, `{code, message}`, or any object inside that holds such a pair. */
function findPair(body: unknown): { code: string; message: string } | undefined {
  if (!isRecord(body)) return undefined;
  for (const [codeKey, messageKey] of pairs) {
    const [code, message] = [body[codeKey], body[messageKey]];
    if (typeof message === "string" && (typeof code === "string" || typeof code === "number")) {
      return { code: typeof code === "string" ? clip(code) : "", message: clip(message) };
    }
  }
  return Object.values(body)
    .map(findPairOnce)
    .find((pair) => pair !== undefined);
}

/** One level deep is all that the documents show. */
function findPairOnce(value: unknown) {
  if (!isRecord(value)) return undefined;
  const scalars = Object.entries(value).filter(([, item]) => !isRecord(item));
  return findPair(Object.fromEntries(scalars));
}

/** HTML of the native calls or of a proxy, without its tags. */
function plainText({ status, text }: WireAnswer): string {
  const words = text
    .slice(0, readCharacters)
    .replace(/<head>.*<\/head>|<[^>]*>/gs, " ")
    .replace(/\s+/g, " ")
    .trim();
  return words === "" ? `HTTP ${status} without a body` : clip(words);
}

function clip(text: string): string {
  return printable(text.slice(0, shownCharacters));
}

/** Newer gateways say more about single fields. */
function detailsOf(body: unknown): readonly string[] {
  if (!isRecord(body) || !Array.isArray(body["details"])) return [];
  return body["details"].map((detail) => findPair(detail)?.message).filter((message) => message !== undefined);
}

const requestIdHeaders = ["x-request-id", "x-openstack-request-id", "x-iam-trace-id"];

function requestIdOf(headers: WireAnswer["headers"], body: unknown): string {
  const [inHeader] = requestIdHeaders.map((name) => headers[name]).filter((id) => id !== undefined);
  if (inHeader !== undefined) return inHeader;
  return isRecord(body) && typeof body["request_id"] === "string" ? body["request_id"] : "";
}
