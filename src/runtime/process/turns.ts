import { setImmediate } from "node:timers/promises";

/**
 * Waits for a turn of the event loop that no other caller has. Starting a process holds the loop for a millisecond or
 * two: of a hundred at once, each lets the rest of the daemon go first.
 */
export function createTurns(): () => Promise<void> {
  let last: Promise<void> = Promise.resolve();
  return () => {
    last = last.then(() => setImmediate());
    return last;
  };
}
