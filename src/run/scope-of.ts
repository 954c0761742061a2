import type { JsonObject } from "../base/json.ts";
import type { ActionTypes, RunValues, ScopeTypes, ScopeValues } from "../expressions/scope.ts";
import type { ActionPlan, InputPlan, StagePlan } from "../plan/execution-plan.ts";
import { actionOf, hasEnded } from "./action-of.ts";
import { type Place, placesOf } from "./place.ts";
import type { Running } from "./run-state.ts";
import { outcomeSoFar, runValues } from "./run-values.ts";
import { stagesBefore } from "./stages.ts";

/** What an expression reads, with the types that say how. */
export interface Scope {
  readonly values: ScopeValues;
  readonly types: ScopeTypes;
}

/** For an action: what it needs, and in `finally` everything before. `run.outcome` stays as it was when it started. */
export function actionScope(run: Running, { plan, stage }: Place): Scope {
  const needed = new Set(plan.needs.map(({ action }) => action));
  const isRead = (other: Place) => needed.has(other.plan.name) || (!stage && other.stage !== undefined);
  const action = actionOf(run, plan.name);
  const started = action.phase === "pending" ? undefined : action.started;
  return pipelineScope(run, placesOf(run.plan).filter(isRead), started?.run);
}

/** For a stage's condition: everything before the stage. */
export function stageScope(run: Running, stage: StagePlan): Scope {
  const before = new Set(stagesBefore(run, stage));
  return pipelineScope(
    run,
    placesOf(run.plan).filter((place) => place.stage && before.has(place.stage)),
  );
}

/** For the outputs of the pipeline: everything. */
export function outputsScope(run: Running): Scope {
  return pipelineScope(run, placesOf(run.plan));
}

/** For what a component says: its own inputs. */
export function componentScope(inputs: JsonObject, declared: { readonly [name: string]: InputPlan }): Scope {
  return { values: { inputs }, types: { inputs: inputTypes(declared) } };
}

function pipelineScope(
  run: Running,
  places: readonly Place[],
  outcome: Pick<RunValues, "outcome" | "message"> = outcomeSoFar(run),
): Scope {
  const actions = places.flatMap(({ plan }) => {
    const action = actionOf(run, plan.name);
    return hasEnded(action) ? [{ plan, action }] : [];
  });
  const ending = ({ phase, outputs }: (typeof actions)[number]["action"]) => ({ phase, outputs });
  return {
    values: {
      inputs: run.with,
      actions: Object.fromEntries(actions.map(({ plan, action }) => [plan.name, ending(action)])),
      run: runValues(run, outcome),
    },
    types: {
      inputs: inputTypes(run.plan.inputs),
      actions: Object.fromEntries(actions.map(({ plan }) => [plan.name, actionTypes(plan)])),
      run: true,
    },
  };
}

function inputTypes(declared: { readonly [name: string]: InputPlan }): NonNullable<ScopeTypes["inputs"]> {
  const typesOf = ({ schema, optional }: InputPlan) => ({ schema, mayLack: optional });
  return Object.fromEntries(Object.entries(declared).map(([name, input]) => [name, typesOf(input)]));
}

function actionTypes({ component }: ActionPlan): ActionTypes {
  return { outputs: component.outputs, mayLack: true };
}
