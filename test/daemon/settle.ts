import type { VirtualClock } from "../simulation/virtual-clock.ts";

/** Waits until every promise that can go on without time has done so. */
export function settle(): Promise<void> {
  return new Promise((resolve) => setImmediate(resolve));
}

/** Lets virtual time pass up to `until`, with everything that follows from it. */
export async function passTime(clock: VirtualClock, until: number): Promise<void> {
  clock.at(until, () => {});
  await settle();
  while (clock.step(until)) await settle();
}
