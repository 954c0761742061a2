import type { Bug } from "../history.ts";

/** Writes down that a cancel was accepted, and does not carry it out. */
export const loseTheCancel: Bug = {
  name: "lose-the-cancel",
  shows: /the cancel \S+ of \S+ was accepted and is lost/,
  core: (core) => ({ ...core, makePlan: (input) => ({ ...core.makePlan(input), cancels: [] }) }),
};
