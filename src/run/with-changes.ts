import type { StagePlan } from "../plan/execution-plan.ts";
import { actionOf } from "./action-of.ts";
import { type Place, placesOf } from "./place.ts";
import type { ActionState, Running, StageState } from "./run-state.ts";
import { stageOf } from "./stage-of.ts";

/** The run with each action as `next` makes it; the same object where none changes. */
export function withActions(run: Running, next: (action: ActionState, place: Place) => ActionState): Running {
  const changes = placesOf(run.plan).flatMap((place) => {
    const action = actionOf(run, place.plan.name);
    const changed = next(action, place);
    return changed === action ? [] : [[place.plan.name, changed] as const];
  });
  return changes.length === 0 ? run : { ...run, actions: { ...run.actions, ...Object.fromEntries(changes) } };
}

/** The run with each stage as `next` makes it; the same object where none changes. */
export function withStages(run: Running, next: (stage: StageState, plan: StagePlan) => StageState): Running {
  const changes = run.plan.stages.flatMap((plan) => {
    const stage = stageOf(run, plan.name);
    const changed = next(stage, plan);
    return changed === stage ? [] : [[plan.name, changed] as const];
  });
  return changes.length === 0 ? run : { ...run, stages: { ...run.stages, ...Object.fromEntries(changes) } };
}
