import type { Bug } from "../history.ts";

/** After a crash judges a Cancel that has counted already by what its run has come to since. */
export const judgeACancelAnew: Bug = {
  name: "judge-a-cancel-anew",
  shows: /the cancel \S+ of \S+ counts, and its fate is nothing-to-do/,
  core: (core) => ({
    ...core,
    makePlan: (input) =>
      core.makePlan({ ...input, runs: input.runs.map(({ cancelledBy: _, ...run }) => ({ ...run })) }),
  }),
};
