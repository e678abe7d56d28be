/** How often, and how late, other tools look at a job of so many seconds, by the rules in their code. */
export interface Looks {
  readonly polls: number;
  readonly lag: number;
}

interface PollRule {
  readonly name: string;
  readonly delay: number;
  readonly interval: number;
}

export const incumbents: readonly PollRule[] = [
  { name: "10 s delay, then every 10 s", delay: 10, interval: 10 },
  { name: "every 1 s", delay: 1, interval: 1 },
  { name: "5 s delay, then every 15 s", delay: 5, interval: 15 },
  { name: "60 s delay, then every 10 s", delay: 60, interval: 10 },
];

export function looksOf({ delay, interval }: PollRule, seconds: number): Looks {
  const later = Math.max(Math.ceil((seconds - delay) / interval), 0);
  return { polls: 1 + later, lag: delay + later * interval - seconds };
}
