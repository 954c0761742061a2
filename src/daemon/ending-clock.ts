import type { Clock } from "../base/clock.ts";

/** A clock that can be ended: then nothing that waits by it is ever woken, and it keeps no process alive. */
export interface EndingClock extends Clock {
  end(): void;
}

/** The daemon's own clock: whatever waits in its loops, for however long, ends with it. */
export function createEndingClock(clock: Clock): EndingClock {
  const alarms = new Set<() => void>();
  let ended = false;
  return {
    now: () => clock.now(),
    at(at, wake) {
      if (ended) return () => {};
      const cancel = clock.at(at, () => {
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
