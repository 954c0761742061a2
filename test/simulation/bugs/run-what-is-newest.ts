import type { Bug } from "../history.ts";

/** Runs today's definitions where a request names an earlier commit. */
export const runWhatIsNewest: Bug = {
  name: "run-what-is-newest",
  shows: /does not do what its commit says/,
  core: (core) => ({
    ...core,
    makePlan: ({ others, ...input }) =>
      core.makePlan({ ...input, others: new Map([...others.keys()].map((commit) => [commit, input])) }),
  }),
};
