import type { Bug } from "../history.ts";
import { withOtherPlans, withOtherStages } from "../other-plans.ts";

/** Lets what runs beside a failure go on where the stage fails fast. */
export const failSlowly: Bug = {
  name: "fail-slowly",
  shows: /goes on: \w+ failed/,
  core: (core) => withOtherPlans(core, (plan) => withOtherStages(plan, { failFast: false })),
};
