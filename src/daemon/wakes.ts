import type { Clock } from "../base/clock.ts";
import type { Instant } from "../base/instant.ts";

/** One alarm for each run, set anew after each of its states. */
export function createWakes(
  clock: Clock,
  wake: (uid: string) => void,
): {
  readonly set: (uid: string, at: Instant | undefined) => void;
} {
  const alarms = new Map<string, { readonly at: Instant; readonly cancel: () => void }>();
  return {
    set(uid, at) {
      const known = alarms.get(uid);
      if (known?.at === at) return;
      known?.cancel();
      alarms.delete(uid);
      if (at === undefined) return;
      const cancel = clock.at(at, () => {
        alarms.delete(uid);
        wake(uid);
      });
      alarms.set(uid, { at, cancel });
    },
  };
}
