/** Takes secrets out of every text that leaves the process, however they were written into it. */
export interface Redactor {
  /** Values that are hidden from now on, also after they have been replaced by newer ones. */
  hide(secrets: readonly string[]): void;
  redact(text: string): string;
}

/** Anything shorter would tear ordinary words apart. */
const shortestSecret = 4;
/** The id of an access key names its owner without proving anything: its beginning says which key was used. */
const accessKeyId = /^[A-Z0-9]{20}$/;

export function createRedactor(): Redactor {
  const masks = new Map<string, string>();
  let longestFirst: readonly (readonly [form: string, mask: string])[] = [];
  return {
    hide: (secrets) => {
      const before = masks.size;
      for (const secret of secrets) {
        if (secret.length < shortestSecret) continue;
        const mask = accessKeyId.test(secret) ? `${secret.slice(0, 4)}…` : "***";
        for (const form of formsOf(secret)) masks.set(form, mask);
      }
      if (masks.size > before) longestFirst = [...masks].sort(([a], [b]) => b.length - a.length);
    },
    redact: (text) => longestFirst.reduce((rest, [form, mask]) => rest.replaceAll(form, mask), text),
  };
}

/** As it is, in a URL, in JSON, and in base64 with or without something before it. */
function formsOf(secret: string): readonly string[] {
  const url = encodeURIComponent(secret);
  const lowerCaseUrl = url.replace(/%[0-9A-F]{2}/g, (code) => code.toLowerCase());
  const json = JSON.stringify(secret).slice(1, -1);
  const base64 = [0, 1, 2].map((offset) => base64Inside(secret, offset));
  const base64Url = base64.map((form) => form.replaceAll("+", "-").replaceAll("/", "_"));
  const plain = [secret, url, lowerCaseUrl, url.replaceAll("%20", "+"), json];
  return [...new Set([...plain, ...base64, ...base64Url])];
}

/** The characters of base64 that depend on the secret alone when `offset` bytes of another text come before it. */
function base64Inside(secret: string, offset: number): string {
  const bytes = Buffer.concat([Buffer.alloc(offset), Buffer.from(secret)]);
  const first = Math.ceil((offset * 8) / 6);
  return bytes.toString("base64").slice(first, Math.floor((bytes.length * 8) / 6));
}
