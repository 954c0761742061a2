import type { Bug } from "../history.ts";
import { withOtherPlans, withOtherStages } from "../other-plans.ts";

/** Tries a failed action again without its pause. */
export const retryAtOnce: Bug = {
  name: "retry-at-once",
  shows: /is tried again after \d+ ms/,
  core: (core) =>
    withOtherPlans(core, (plan) =>
      withOtherStages(plan, {}, ({ retry, ...action }) => ({ ...action, retry: { ...retry, backoffMs: 0 } })),
    ),
};
