/**
 * A text that fits into `maxBytes` of UTF-8 and is whole: no half of a character at its end, no lone surrogate inside,
 * which the wire format refuses.
 */
export function boundedText(text: string, maxBytes: number): string {
  const whole = text.slice(0, maxBytes).toWellFormed();
  const bytes = Buffer.from(whole);
  if (bytes.length <= maxBytes) return whole;
  // A sequence that is cut shows as one replacement character at the end.
  return bytes
    .subarray(0, maxBytes)
    .toString()
    .replace(/\uFFFD$/, "");
}
