// The two clouds run the same service with different limits.

export const CLOUDS = ["huaweicloud", "otc"] as const;

export type Cloud = (typeof CLOUDS)[number];
