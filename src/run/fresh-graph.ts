import type { ExecutionPlan } from "../plan/execution-plan.ts";
import { placesOf } from "./place.ts";
import type { ActionState, Graph, StageState } from "./run-state.ts";

/** The graph of a run that nothing has happened to yet: every stage and every action in the same state. */
export function freshGraph(plan: ExecutionPlan, stage: StageState, action: ActionState): Graph {
  return {
    stages: Object.fromEntries(plan.stages.map(({ name }) => [name, stage])),
    actions: Object.fromEntries(placesOf(plan).map((place) => [place.plan.name, action])),
    cancels: [],
  };
}
