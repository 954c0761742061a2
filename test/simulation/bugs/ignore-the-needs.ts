import type { Bug } from "../history.ts";
import { withOtherPlans, withOtherStages } from "../other-plans.ts";

/** Starts an action without waiting for what it needs. */
export const ignoreTheNeeds: Bug = {
  name: "ignore-the-needs",
  shows: /is started before \w+ has ended/,
  core: (core) => withOtherPlans(core, (plan) => withOtherStages(plan, {}, (action) => ({ ...action, needs: [] }))),
};
