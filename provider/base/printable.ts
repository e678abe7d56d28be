/** A text from outside as it may be shown: nothing in it can steer the terminal. */
export function printable(text: string): string {
  return text.replace(/\p{Cc}+/gu, " ");
}
