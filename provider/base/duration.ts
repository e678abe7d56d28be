const unitMs: Record<string, number> = { ms: 1, s: 1_000, m: 60_000, h: 3_600_000, d: 86_400_000 };
const form = /^(?:\d+(?:\.\d+)?(?:ms|s|m|h|d))+$/;

/** Milliseconds of a duration such as `45m`, `1h30m` or `90s`; undefined when the text is none. */
export function parseDuration(text: string): number | undefined {
  const compact = text.trim();
  if (!form.test(compact)) return undefined;
  const parts = compact.matchAll(/(\d+(?:\.\d+)?)(ms|s|m|h|d)/g);
  return Math.round(
    Array.from(parts, ([, n, unit]) => Number(n) * (unitMs[unit ?? ""] ?? 0)).reduce((a, b) => a + b, 0),
  );
}

/** `45 s`, `3 min`, `3 min 20 s`, `2 h 5 min`: how long, for people. */
export function formatDuration(ms: number): string {
  const seconds = Math.round(ms / 1_000);
  if (seconds < 60) return `${seconds} s`;
  const minutes = Math.floor(seconds / 60);
  if (minutes < 60) return seconds % 60 === 0 ? `${minutes} min` : `${minutes} min ${seconds % 60} s`;
  const hours = Math.floor(minutes / 60);
  return minutes % 60 === 0 ? `${hours} h` : `${hours} h ${minutes % 60} min`;
}
