import type { Instant } from "../base/instant.ts";
import { evaluateCondition } from "../expressions/evaluate-template.ts";
import { afterFailure } from "./after-failure.ts";
import { callOf } from "./call-of.ts";
import { endedAction } from "./ended-action.ts";
import { gateOf } from "./gate.ts";
import { haltOf } from "./halt.ts";
import type { Place } from "./place.ts";
import type { ActionState, Running, RunningAction, WaitingForLimit } from "./run-state.ts";
import { actionScope } from "./scope-of.ts";
import { sealedAs } from "./seal.ts";

/** What follows for an action from the run as it stands; the same object where nothing does. */
export function nextAction(run: Running, place: Place, action: ActionState, at: Instant): ActionState {
  switch (action.phase) {
    case "pending":
      return beforeStart(run, place, action, at);
    case "waiting":
      return action.started ? betweenAttempts(run, place, action, at) : beforeStart(run, place, action, at);
    case "running":
      return duringAttempt(run, place, action, at);
    case "succeeded":
    case "failed":
    case "cancelled":
    case "skipped":
      return action;
  }
}

/** Pending, or waiting for a place: its way may be barred until it has begun. */
function beforeStart(run: Running, place: Place, action: ActionState, at: Instant): ActionState {
  const gate = gateOf(run, place);
  const { when } = place.plan;
  if (gate.is === "skip") return endedAction(action, { ...gate, phase: "skipped" }, at);
  if (gate.is === "wait" || action.phase === "waiting") return action;
  const ready: WaitingForLimit = { phase: "waiting", for: "limit", since: at, attempts: [] };
  if (when === undefined) return ready;
  const { values, types } = actionScope(run, place);
  const condition = evaluateCondition(when, values, types);
  if (!condition.ok) {
    return endedAction(action, { phase: "failed", reason: "expression-error", message: condition.message }, at);
  }
  return condition.value ? ready : endedAction(action, { phase: "skipped", reason: "condition-false" }, at);
}

function betweenAttempts(run: Running, place: Place, action: ActionState, at: Instant): ActionState {
  const halt = haltOf(run, place);
  if (!halt) return action;
  return endedAction(action, { ...halt, phase: halt.reason === "timeout" ? "failed" : "cancelled" }, at);
}

/** A cancel seals the open attempt, unless its result is stored; a timeout waits for a look at it. */
function duringAttempt(run: Running, place: Place, action: RunningAction, at: Instant): ActionState {
  const attempt = action.attempts.at(-1);
  if (!attempt) return action;
  const halt = haltOf(run, place);
  if (attempt.seal) {
    const mayGoOn = attempt.seal.phase === "failed" && !halt;
    return mayGoOn ? afterFailure(place, action, attempt.seal, at) : endedAction(action, attempt.seal, at);
  }
  if (!halt || halt.reason === "timeout" || callOf(attempt, "TASK_RESULT")) return action;
  const sealed = sealedAs(attempt, { ...halt, phase: "cancelled", outputs: {} }, at);
  return { ...action, attempts: action.attempts.with(-1, sealed) };
}
