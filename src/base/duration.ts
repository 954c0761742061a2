const UNIT_MS: { readonly [unit: string]: number } = { ms: 1, s: 1_000, m: 60_000, h: 3_600_000, d: 86_400_000 };

/** What a duration must look like in YAML: `10m`, `1h30m`, `500ms` or `0`. */
const DURATION = /^(0|(\d{1,9}(ms|s|m|h|d))+)$/;

/** The milliseconds of a duration such as `1h30m`; undefined where the text is none. `0` is 0. */
export function parseDuration(text: string): number | undefined {
  if (!DURATION.test(text)) return undefined;
  let sum = 0;
  for (const [, count, unit] of text.matchAll(/(\d+)(ms|s|m|h|d)/g)) sum += Number(count) * (UNIT_MS[unit ?? ""] ?? 0);
  return sum;
}

/** A duration for people: `850 ms`, `4.2 s`, `3 m 20 s`, `2 h 5 m`. */
export function durationToText(ms: number): string {
  if (ms < 1_000) return `${Math.round(ms)} ms`;
  if (ms < 60_000) return `${(ms / 1_000).toFixed(1)} s`;
  if (ms < 3_600_000) return `${Math.floor(ms / 60_000)} m ${Math.floor((ms % 60_000) / 1_000)} s`;
  return `${Math.floor(ms / 3_600_000)} h ${Math.floor((ms % 3_600_000) / 60_000)} m`;
}
