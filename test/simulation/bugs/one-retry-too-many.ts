import type { Bug } from "../history.ts";
import { withOtherPlans, withOtherStages } from "../other-plans.ts";

/** Counts the first attempt of an action as none of its tries. */
export const oneRetryTooMany: Bug = {
  name: "one-retry-too-many",
  shows: /has started \d+ times, and \d+ retries are its limit/,
  core: (core) =>
    withOtherPlans(core, (plan) =>
      withOtherStages(plan, {}, ({ retry, ...action }) => ({ ...action, retry: { ...retry, limit: retry.limit + 1 } })),
    ),
};
