import type { Bug } from "../history.ts";

/** Lets one run more into a group than its limit says. */
export const oneRunTooMany: Bug = {
  name: "one-run-too-many",
  shows: /joins the group \w+, which is full/,
  core: (core) => ({
    ...core,
    admit: (states, limits) =>
      core.admit(
        states.map((state) => ({ ...state, plan: { ...state.plan, groupLimit: state.plan.groupLimit + 1 } })),
        limits,
      ),
  }),
};
