import type { Clock } from "../base/clock.ts";
import type { Instant } from "../base/instant.ts";

/** What a machine knows of time. */
export interface MachineTime {
  /** What its clock shows. People and time servers move it, forwards and backwards. */
  wall(): Instant;
  /** Milliseconds since some moment; nobody moves it, but it may stand still while the machine sleeps. */
  steady(): number;
  /** Calls `wake` after `ms` of steady time; the answer takes it back. */
  after(ms: number, wake: () => void): () => void;
}

/**
 * A timer of Node holds at most 2^31 - 1 ms, and stands still while the machine sleeps: looking at the clock again
 * each minute, a wake is never later than that.
 */
const LONGEST_TIMER_MS = 60_000;

/**
 * A clock that follows the machine's forwards and never goes back: where that one is set back, it counts on steadily.
 * So nothing that waits for time ever waits longer than it meant to.
 */
export function createClock({ wall, steady, after }: MachineTime): Omit<Clock, "breathe"> {
  let wallAhead = Number.NEGATIVE_INFINITY;

  function now(): Instant {
    const passed = steady();
    wallAhead = Math.max(wallAhead, wall() - passed);
    return Math.floor(passed + wallAhead);
  }

  return {
    now,
    at(at, wake) {
      let takeBack = () => {};
      const arm = () => {
        const leftMs = Math.min(Math.max(at - now(), 0), LONGEST_TIMER_MS);
        takeBack = after(leftMs, () => (now() >= at ? wake() : arm()));
      };
      arm();
      return () => takeBack();
    },
  };
}

/** The clock and the timers of this machine. */
export const systemClock: Clock = {
  ...createClock({
    wall: () => Date.now(),
    steady: () => performance.now(),
    after(ms, wake) {
      const timer = setTimeout(wake, ms);
      return () => clearTimeout(timer);
    },
  }),
  breathe: () => new Promise((resolve) => setImmediate(resolve)),
};
