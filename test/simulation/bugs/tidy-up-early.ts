import type { Bug } from "../history.ts";

/** Removes what is left of an attempt instead of reading its log first. */
export const tidyUpEarly: Bug = {
  name: "tidy-up-early",
  shows: /is to release before its state says so/,
  core: (core) => ({
    ...core,
    commandsFor: (state) =>
      core
        .commandsFor(state)
        .map((command) => (command.type === "readLog" ? { ...command, type: "release" as const } : command)),
  }),
};
