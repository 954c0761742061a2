import type { StagePlan } from "../plan/execution-plan.ts";
import { actionOf, hasEnded, hasFailed } from "./action-of.ts";
import type { Running } from "./run-state.ts";
import { stageOf } from "./stage-of.ts";

/** All actions of a stage have ended. */
export function hasStageEnded(run: Running, { actions }: StagePlan): boolean {
  return actions.every(({ name }) => hasEnded(actionOf(run, name)));
}

/** Something in a stage has failed, whether or not the rest has ended: nothing later begins any more. */
export function hasStageFailed(run: Running, { name, actions }: StagePlan): boolean {
  const { phase, timedOut } = stageOf(run, name);
  return phase === "failed" || timedOut === true || actions.some((plan) => hasFailed(actionOf(run, plan.name), plan));
}

/** All stages have ended: it is the turn of `finally`. */
export function haveStagesEnded(run: Running): boolean {
  return run.plan.stages.every((stage) => hasStageEnded(run, stage));
}

/** The stages that come before one. */
export function stagesBefore(run: Running, stage: StagePlan): readonly StagePlan[] {
  return run.plan.stages.slice(0, run.plan.stages.indexOf(stage));
}
