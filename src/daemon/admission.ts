import type { Clock } from "../base/clock.ts";
import type { Core } from "./core.ts";
import type { RunQueue } from "./run-queue.ts";

/**
 * Gives runs and actions their places under the limits, oldest first. One round at a time: the next begins when
 * the places of the last are saved, so that two rounds never give one place away twice.
 */
export function createAdmission(parts: {
  readonly core: Pick<Core, "admit">;
  readonly clock: Clock;
  readonly queue: Pick<RunQueue, "states" | "post">;
  readonly maxActiveActions: number;
}): { readonly again: () => void } {
  let wanted = false;
  let working = false;

  async function rounds(): Promise<void> {
    working = true;
    while (wanted) {
      wanted = false;
      await parts.clock.breathe(); // what is being saved right now counts in this round
      const admitted = parts.core.admit([...parts.queue.states.values()], { maxActiveActions: parts.maxActiveActions });
      await Promise.all(admitted.map(({ uid, event }) => parts.queue.post(uid, { ...event, at: parts.clock.now() })));
    }
    working = false;
  }

  return {
    again() {
      wanted = true;
      if (!working) void rounds();
    },
  };
}
