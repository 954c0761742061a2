import type { Instant } from "../base/instant.ts";
import { actionOf } from "./action-of.ts";
import { endedAction } from "./ended-action.ts";
import { withNewAttempt } from "./new-attempt.ts";
import { resolveAction } from "./resolve-action.ts";
import type { ActionState, Running, RunState } from "./run-state.ts";
import { outcomeSoFar } from "./run-values.ts";

/** The run once an action that waits for a place has got one: it starts, or fails where its inputs cannot be had. */
export function withStartedAction(run: RunState, name: string, at: Instant): RunState {
  if (run.phase !== "running") return run;
  const action = actionOf(run, name);
  if (action.phase !== "waiting" || action.for !== "limit") return run;
  const next = action.started ? withNewAttempt(action, action.started, at) : firstAttempt(run, name, action, at);
  return { ...run, actions: { ...run.actions, [name]: next } };
}

function firstAttempt(run: Running, name: string, action: ActionState, at: Instant): ActionState {
  const resolved = resolveAction(run, name);
  if (!resolved.ok) return endedAction(action, { ...resolved, phase: "failed" }, at);
  return withNewAttempt({ attempts: [] }, { at, with: resolved.with, run: outcomeSoFar(run) }, at);
}
