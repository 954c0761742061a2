import { createWorld, type World } from "./world.ts";

/** A world without faults whose time passes by itself, for tests that know nothing of virtual time. */
export function calmWorld(): { readonly world: World; stop(): void } {
  const world = createWorld(1);
  world.troubled = false;
  let stopped = false;
  function pass(): void {
    if (stopped) return;
    world.clock.step(Number.POSITIVE_INFINITY);
    setImmediate(pass); // after every promise that could go on
  }
  setImmediate(pass);
  return {
    world,
    stop() {
      stopped = true;
    },
  };
}
