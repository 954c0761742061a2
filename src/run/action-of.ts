import type { ActionState, AttemptState, EndedAction, EndedRun, RunningRun } from "./run-state.ts";

const PENDING: ActionState = { phase: "pending" };

/** An action as it stands. */
export function actionOf({ actions }: Pick<RunningRun | EndedRun, "actions">, name: string): ActionState {
  return actions[name] ?? PENDING;
}

/** All attempts of an action, oldest first. */
export function attemptsOf(action: ActionState): readonly AttemptState[] {
  return action.phase === "pending" ? [] : action.attempts;
}

/** Nothing of the action's own will change any more. */
export function hasEnded(action: ActionState): action is EndedAction {
  return action.phase !== "pending" && action.phase !== "waiting" && action.phase !== "running";
}

/** It ended in a way that fails its stage or, in `finally`, its run. */
export function hasFailed(
  action: ActionState,
  { continueOnFailure }: { readonly continueOnFailure: boolean },
): boolean {
  return action.phase === "failed" && !continueOnFailure;
}
