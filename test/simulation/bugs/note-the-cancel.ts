import type { Bug } from "../history.ts";

/** Writes a cancel into the run, and lets everything go on to its end. */
export const noteTheCancel: Bug = {
  name: "note-the-cancel",
  shows: /goes on: the Cancel|was cancelled and ends as/,
  core: (core) => ({
    ...core,
    nextRunState(state, event) {
      if (state.phase !== "running") return core.nextRunState(state, event);
      if (event.type === "cancelled") {
        const { by, reason, at } = event;
        return { ...state, cancels: [...state.cancels, { by, reason, at }], revision: state.revision + 1 };
      }
      const free = { ...state, cancels: [] };
      const next = core.nextRunState(free, event);
      return next === free ? state : { ...next, cancels: state.cancels };
    },
  }),
};
