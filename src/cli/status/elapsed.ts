import type { Instant } from "../../base/instant.ts";

/** Milliseconds from start to end, or until now where it goes on; undefined where it has not begun. */
export function elapsed(
  of: { readonly startedAt?: string; readonly endedAt?: string },
  now: Instant,
): number | undefined {
  if (of.startedAt === undefined) return undefined;
  const ms = (of.endedAt === undefined ? now : Date.parse(of.endedAt)) - Date.parse(of.startedAt);
  return Number.isNaN(ms) ? undefined : Math.max(0, ms);
}
