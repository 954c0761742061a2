import type { Core } from "../../src/daemon/core.ts";
import type { ActionPlan, ExecutionPlan, StagePlan } from "../../src/plan/execution-plan.ts";
import type { RunState } from "../../src/run/run-state.ts";

/** A core that carries every run on as if it had another plan, for planted bugs. */
export function withOtherPlans(core: Core, change: (plan: ExecutionPlan) => ExecutionPlan): Core {
  const changed = (state: RunState): RunState => ({ ...state, plan: change(state.plan) });
  return {
    ...core,
    nextRunState(state, event) {
      const other = changed(state);
      const next = core.nextRunState(other, event);
      return next === other ? state : { ...next, plan: state.plan };
    },
    wakeAt: (state) => core.wakeAt(changed(state)),
  };
}

/** The plan with each stage, and each action of it, changed. */
export function withOtherStages(
  plan: ExecutionPlan,
  stage: Partial<StagePlan>,
  action: (action: ActionPlan) => ActionPlan = (same) => same,
): ExecutionPlan {
  return { ...plan, stages: plan.stages.map((one) => ({ ...one, ...stage, actions: one.actions.map(action) })) };
}
