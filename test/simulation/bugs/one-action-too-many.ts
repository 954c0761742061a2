import type { Bug } from "../history.ts";

/** Lets one action more go on than it may. */
export const oneActionTooMany: Bug = {
  name: "one-action-too-many",
  shows: /makes it 4 actions, and 3 is the limit/,
  core: (core) => ({
    ...core,
    admit: (states, { maxActiveActions }) => core.admit(states, { maxActiveActions: maxActiveActions + 1 }),
  }),
};
