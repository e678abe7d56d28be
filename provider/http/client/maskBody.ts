/** A body as a log may show it: fields whose names promise a secret are masked, long texts are cut. */
import { isRecord } from "../../base/isRecord";

const secretName =
  /pass(word|wd|code|phrase)?|pwd|secret|token|signature|^sk$|private_?key|user_?data|auth$|credential|cert|nonce|^access/i;
/** The signature parts of a signed URL of object storage. */
const signedQuery = /([?&](?:signature|accesskeyid|security-token|x-obs-[\w-]+)=)[^&\s"]+/gi;
const longestText = 1_024;

export function maskBody(value: unknown): unknown {
  if (typeof value === "string") return cut(value.replace(signedQuery, "$1***"));
  if (Array.isArray(value)) return value.map(maskBody);
  if (!isRecord(value)) return value;
  const entries = Object.entries(value).filter(([name]) => name !== "catalog");
  return Object.fromEntries(entries.map(([name, item]) => [name, maskField(name, item)]));
}

/** Objects under such a name are looked into: `auth` holds the region beside the password. */
function maskField(name: string, value: unknown): unknown {
  const isPlain = typeof value === "string" || typeof value === "number";
  return isPlain && secretName.test(name) ? "***" : maskBody(value);
}

function cut(text: string): string {
  return text.length <= longestText ? text : `${text.slice(0, longestText)}… (${text.length} characters)`;
}
