import type { Bug } from "../history.ts";

/** Counts the runs of a group for each pipeline by itself. */
export const countByPipeline: Bug = {
  name: "count-by-pipeline",
  shows: /joins the group shared, which is full/,
  core: (core) => ({
    ...core,
    admit: (states, limits) =>
      core.admit(
        states.map((state) => ({ ...state, plan: { ...state.plan, group: `${state.pipeline} ${state.plan.group}` } })),
        limits,
      ),
  }),
};
