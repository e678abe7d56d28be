/** Looks for secrets in everything that a run left behind, however they are spelled. */

export interface Hit {
  readonly where: string;
  readonly secret: string;
  readonly spelling: string;
}

/** Base64 of a text depends on what comes before it: these parts are there whatever that is. */
function base64Parts(secret: string): readonly string[] {
  return [0, 1, 2].map((before) => {
    const text = Buffer.from(" ".repeat(before) + secret).toString("base64");
    return text.slice(before === 0 ? 0 : before + 1, (4 * Math.floor((before + secret.length) / 3)) | 0);
  });
}

function spellingsOf(secret: string): ReadonlyMap<string, readonly string[]> {
  const url = encodeURIComponent(secret);
  const strictUrl = url.replace(/[!'()*]/g, (char) => `%${char.charCodeAt(0).toString(16).toUpperCase()}`);
  const base64 = base64Parts(secret);
  return new Map([
    ["plain", [secret, JSON.stringify(secret).slice(1, -1)]],
    ["URL", [url, strictUrl, url.toLowerCase(), url.replaceAll("%20", "+")]],
    // What is left of a long one where a text was cut.
    ["cut", secret.length > 40 ? [secret.slice(0, 24)] : []],
    ["base64", [...base64, ...base64.map((part) => part.replaceAll("+", "-").replaceAll("/", "_"))]],
  ]);
}

/** @param texts what is searched, by a name for the message */
export function findSecrets(texts: Readonly<Record<string, string>>, secrets: readonly string[]): readonly Hit[] {
  return secrets.flatMap((secret) =>
    [...spellingsOf(secret)].flatMap(([spelling, forms]) =>
      Object.entries(texts)
        .filter(([, text]) => forms.some((form) => text.includes(form)))
        .map(([where]) => ({ where, secret, spelling })),
    ),
  );
}
