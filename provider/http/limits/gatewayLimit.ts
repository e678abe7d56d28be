/** The limit that the gateway writes into its refusal: `policy user over ratelimit,limit:200,time:5 minute`. */
export interface GatewayLimit {
  readonly calls: number;
  readonly windowMs: number;
}

const unitMs: Readonly<Record<string, number>> = { second: 1_000, minute: 60_000, hour: 3_600_000, day: 86_400_000 };

export function readGatewayLimit(text: string): GatewayLimit | undefined {
  const [, calls, count, unit] = /limit:(\d{1,9}),time:(\d{1,9}) (second|minute|hour|day)/.exec(text) ?? [];
  const windowMs = Number(count) * (unitMs[unit ?? ""] ?? 0);
  return windowMs > 0 ? { calls: Number(calls), windowMs } : undefined;
}
