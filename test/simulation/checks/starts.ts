import { runName } from "../../../src/base/names.ts";
import type { Cursor } from "../../../src/plan/plan.ts";
import type { Check } from "../happenings.ts";
import type { Scene } from "../scene.ts";

/** No run is accepted twice, no pipeline starts by itself more often than it has changed, and no cursor goes back. */
export function startsOnce({ world, people, runs }: Scene): Check {
  const changes = new Map<string, number>();
  const cursors = new Map<string, Cursor>();

  return {
    accepted({ starts, cursors: moves }) {
      for (const { uid, pipeline, number, trigger } of starts) {
        const run = runName(pipeline, number);
        if (runs.has(uid)) world.violated(`${run} is accepted twice`);
        if (trigger.type === "request") continue;
        const count = (changes.get(pipeline) ?? 0) + 1;
        changes.set(pipeline, count);
        const versions = people.versions.get(pipeline) ?? 0;
        if (count > versions)
          world.violated(`${run}: ${pipeline} has started more often than it has changed (${versions})`);
      }
      for (const { pipeline, to } of moves) {
        const from = cursors.get(pipeline);
        if (from && (to.generation < from.generation || to.lastNumber < from.lastNumber))
          world.violated(`the cursor of ${pipeline} goes back`);
        cursors.set(pipeline, to);
      }
    },
  };
}
