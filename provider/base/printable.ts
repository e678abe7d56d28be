/** A text from outside as it may be shown: nothing in it can steer the terminal, or turn the order of its characters. */
export function printable(text: string): string {
  return text.replace(/[\p{Cc}\p{Bidi_Control}]+/gu, " ");
}
