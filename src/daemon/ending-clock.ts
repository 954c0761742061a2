import type { Clock } from "../base/clock.ts";
import type { Instant } from "../base/instant.ts";

/** A clock that can be ended: then nothing that waits by it is ever woken, and it keeps no process alive. */
export interface EndingClock extends Clock {
  end(): void;
}

/**
 * The daemon's own clock: whatever waits in its loops, for however long, ends with it. It shows `notBefore` at least,
 * the time of the latest fact that is known: the machine's may have been set back since.
 */
export function createEndingClock(clock: Clock, notBefore: Instant = 0): EndingClock {
  const leadMs = Math.max(0, notBefore - clock.now());
  const alarms = new Set<() => void>();
  let ended = false;
  return {
    now: () => clock.now() + leadMs,
    at(at, wake) {
      if (ended) return () => {};
      const cancel = clock.at(at - leadMs, () => {
        alarms.delete(takeBack);
        wake();
      });
      const takeBack = () => {
        alarms.delete(takeBack);
        cancel();
      };
      alarms.add(takeBack);
      return takeBack;
    },
    breathe: () => clock.breathe(),
    end() {
      ended = true;
      for (const takeBack of alarms) takeBack();
    },
  };
}
