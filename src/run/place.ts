import type { ActionPlan, ExecutionPlan, StagePlan } from "../plan/execution-plan.ts";

/** Where an action stands in the plan: what it is to do, and the stage it belongs to; none for `finally`. */
export interface Place {
  readonly plan: ActionPlan;
  readonly stage: StagePlan | undefined;
}

/** Every action's place, stage by stage in the order of the plan, then `finally`. */
export function placesOf({ stages, finally: last }: ExecutionPlan): readonly Place[] {
  return [
    ...stages.flatMap((stage) => stage.actions.map((plan) => ({ plan, stage }))),
    ...last.map((plan) => ({ plan, stage: undefined })),
  ];
}

/** The place of the action of this name; undefined where the plan has none. */
export function placeOf(plan: ExecutionPlan, action: string): Place | undefined {
  return placesOf(plan).find((place) => place.plan.name === action);
}
