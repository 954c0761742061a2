import type { Bug } from "../history.ts";
import { withOtherPlans, withOtherStages } from "../other-plans.ts";

/** Fails a run for an action that may fail. */
export const forgiveNothing: Bug = {
  name: "forgive-nothing",
  shows: /failed, and nothing in it did/,
  core: (core) =>
    withOtherPlans(core, (plan) => withOtherStages(plan, {}, (action) => ({ ...action, continueOnFailure: false }))),
};
