// Times as the service writes them: images in seconds, jobs in milliseconds, tokens in microseconds.

export const secondsText = (ms: number): string => new Date(ms).toISOString().replace(/\.\d{3}Z$/, "Z");

export const millisText = (ms: number): string => new Date(ms).toISOString();

export const microsText = (ms: number): string => new Date(ms).toISOString().replace("Z", "000Z");

export const wholeSeconds = (ms: number): number => Math.floor(ms / 1000);
