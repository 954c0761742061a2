import type { Clock } from "../base/clock.ts";

/**
 * A timer of Node holds at most 2^31 - 1 ms, and stands still while the machine sleeps: looking at the clock again
 * each minute, a wake is never later than that.
 */
const LONGEST_TIMER_MS = 60_000;

/** The clock and the timers of this machine. */
export const systemClock: Clock = {
  now: () => Date.now(),
  at(at, wake) {
    let timer: NodeJS.Timeout;
    const arm = () => {
      timer = setTimeout(
        () => (Date.now() >= at ? wake() : arm()),
        Math.min(Math.max(at - Date.now(), 0), LONGEST_TIMER_MS),
      );
    };
    arm();
    return () => clearTimeout(timer);
  },
  breathe: () => new Promise((resolve) => setImmediate(resolve)),
};
