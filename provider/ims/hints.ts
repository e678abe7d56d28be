/** Advice for a user about a refusal, by code, text and status; credentials bring their own. */
import { selfExplanatory, serviceHints } from "./serviceHints";

export interface Refusal {
  /** Such as `IMG.0005`; empty where the answer names none. */
  readonly code: string;
  readonly text: string;
  readonly status?: number | undefined;
}

const gatewayHints: Record<string, string> = {
  "0101": "Check the endpoint of the service and the region.",
  "0302": "The credentials may not call this service.",
  "0308": "The account makes too many calls; run with a smaller --parallel.",
  "0310": "The project cannot be used: check the project id.",
  "0802": "The user may not work in this region.",
};

interface TextRule {
  readonly words: RegExp;
  /** Undefined where the text says enough. */
  readonly hint: string | undefined;
}

/** The native calls refuse without a code: the first that fits counts. */
const textRules: readonly TextRule[] = [
  {
    words: /\btags?\b.*(quota|limit|too many|exceed)|(quota|limit|too many|exceed).*\btags?\b/i,
    hint: serviceHints["IMG.0116"],
  },
  { words: /quota|too many images|image limit/i, hint: serviceHints["IMG.0015"] },
  { words: /\bprotected\b/i, hint: serviceHints["IMG.0028"] },
  { words: /read-?only|reserved|publicize|public images|may not be removed/i, hint: undefined },
];

const statusHints: Record<number, string> = {
  403: "The credentials lack the right for this call.",
};

export function hintFor({ code, text, status }: Refusal): string | undefined {
  if (selfExplanatory.has(code)) return undefined;
  const gatewayCode = /^APIGW?\.(\d{4})$/.exec(code)?.[1];
  const ofCode = own(serviceHints, code) ?? own(gatewayHints, gatewayCode ?? "");
  if (ofCode !== undefined) return ofCode;
  const rule = textRules.find(({ words }) => words.test(text));
  return rule === undefined ? statusHints[status ?? 0] : rule.hint;
}

/** A code comes from outside: `constructor` is none of ours. */
function own(table: Readonly<Record<string, string>>, key: string): string | undefined {
  return Object.hasOwn(table, key) ? table[key] : undefined;
}
