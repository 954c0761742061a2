import type { Clock } from "../../src/base/clock.ts";
import type { Instant } from "../../src/base/instant.ts";

/** Time that moves only when everything that was due has been done. */
export interface VirtualClock extends Clock {
  /** Goes to the next alarm and rings it; false where there is none up to `until`. */
  step(until: Instant): boolean;
}

interface Alarm {
  readonly at: Instant;
  readonly order: number;
  readonly wake: () => void;
}

export function virtualClock(start: Instant): VirtualClock {
  let now = start;
  let order = 0;
  const alarms: Alarm[] = []; // a binary heap by (at, order)

  function before(a: Alarm, b: Alarm): boolean {
    return a.at !== b.at ? a.at < b.at : a.order < b.order;
  }
  function swap(i: number, j: number): void {
    const [a, b] = [alarms[i], alarms[j]];
    if (a && b) [alarms[i], alarms[j]] = [b, a];
  }
  function push(alarm: Alarm): void {
    let at = alarms.push(alarm) - 1;
    while (at > 0) {
      const parent = (at - 1) >> 1;
      const [child, above] = [alarms[at], alarms[parent]];
      if (!child || !above || !before(child, above)) return;
      swap(at, parent);
      at = parent;
    }
  }
  function pop(): Alarm | undefined {
    const top = alarms[0];
    const last = alarms.pop();
    if (!top || !last || alarms.length === 0) return top;
    alarms[0] = last;
    for (let at = 0; ; ) {
      let least = at;
      for (const child of [2 * at + 1, 2 * at + 2]) {
        const [candidate, best] = [alarms[child], alarms[least]];
        if (candidate && best && before(candidate, best)) least = child;
      }
      if (least === at) return top;
      swap(at, least);
      at = least;
    }
  }

  const cancelled = new WeakSet<Alarm>();
  function at(instant: Instant, wake: () => void): () => void {
    const alarm = { at: instant, order: order++, wake };
    push(alarm);
    return () => cancelled.add(alarm);
  }
  return {
    now: () => now,
    at,
    breathe: () => new Promise((resolve) => at(now, resolve)),
    step(until) {
      for (;;) {
        const next = alarms[0];
        if (!next || next.at > until) return false;
        pop();
        if (cancelled.has(next)) continue;
        now = Math.max(now, next.at);
        next.wake();
        return true;
      }
    },
  };
}
