import type { Clock } from "../base/clock.ts";
import type { Instant } from "../base/instant.ts";

/** At most `burst` turns at once and `perSecond` in the long run: the first after a quiet time never waits. */
export function createPace(
  clock: Clock,
  { burst, perSecond }: { readonly burst: number; readonly perSecond: number },
): {
  /** Resolves when the next turn may be taken, and takes it. */
  readonly turn: () => Promise<void>;
  /** The last turn was not needed. */
  readonly giveBack: () => void;
} {
  const intervalMs = 1_000 / perSecond;
  /** When all turns taken so far would be paid for. */
  let paidUntil: Instant = 0;
  return {
    async turn() {
      const now = clock.now();
      paidUntil = Math.max(paidUntil, now) + intervalMs;
      const until = paidUntil - burst * intervalMs;
      if (until > now) await new Promise<void>((resolve) => clock.at(until, resolve));
    },
    giveBack() {
      paidUntil -= intervalMs;
    },
  };
}
