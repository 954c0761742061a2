import type { RunState } from "../../../src/run/run-state.ts";
import type { Bug } from "../history.ts";

/** Sets no alarm for what it takes over from an earlier life. */
export const forgetTheAlarms: Bug = {
  name: "forget-the-alarms",
  shows: /it has not come to rest/,
  core: (core) => {
    const ours = new WeakSet<RunState>();
    return {
      ...core,
      nextRunState(state, event) {
        const next = core.nextRunState(state, event);
        if (next !== state) ours.add(next);
        return next;
      },
      wakeAt: (state) => (ours.has(state) ? core.wakeAt(state) : undefined),
    };
  },
};
