/** `18:02:33`: a time of day where this process runs. @param ms milliseconds since 1970 */
export function clockTime(ms: number): string {
  return new Date(ms).toTimeString().slice(0, 8);
}
