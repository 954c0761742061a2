import type { Random } from "../base/random.ts";

/** How long to wait after the nth refusal in a row (from 1): 0.5 s doubling to a minute, with a quarter of jitter so that many do not return at once. */
export function backoffMs(failures: number, random: Random): number {
  const full = Math.min(60_000, 500 * 2 ** Math.min(failures - 1, 10));
  return Math.round(full * (0.75 + 0.25 * random.fraction()));
}
