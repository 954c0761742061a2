import type { Bug } from "../history.ts";

/** Stops nothing that a Cancel has broken off. */
export const leaveItRunning: Bug = {
  name: "leave-it-running",
  shows: /it has not come to rest/,
  core: (core) => ({
    ...core,
    commandsFor: (state) =>
      core
        .commandsFor(state)
        .filter(({ type }) => type !== "stop" || !("cancels" in state) || state.cancels.length === 0),
  }),
};
