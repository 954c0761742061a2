import type { Instant } from "../base/instant.ts";
import { evaluateCondition } from "../expressions/evaluate-template.ts";
import { afterFailure } from "./after-failure.ts";
import { callOf } from "./call-of.ts";
import { endedAction } from "./ended-action.ts";
import { haveNeedsEnded, unmetNeed } from "./needs.ts";
import type { Place } from "./place.ts";
import type { ActionState, Running, RunningAction, WaitingAction } from "./run-state.ts";
import { actionScope } from "./scope-of.ts";
import { sealedAs } from "./seal.ts";
import type { Barrier, Way } from "./way.ts";

/** What follows for an action from the run as it stands; the same object where nothing does. */
export function nextAction(run: Running, place: Place, way: Way, action: ActionState, at: Instant): ActionState {
  switch (action.phase) {
    case "pending":
      return whilePending(run, place, way, action, at);
    case "waiting":
      return whileWaiting(way, action, at);
    case "running":
      return whileRunning(place, way, action, at);
    case "succeeded":
    case "failed":
    case "cancelled":
    case "skipped":
      return action;
  }
}

/** What it needs is asked once all of that has ended, its condition last: in which order things end decides nothing. */
function whilePending(run: Running, place: Place, way: Way, action: ActionState, at: Instant): ActionState {
  const { plan } = place;
  const skipped = (why: Barrier) => endedAction(action, { ...why, phase: "skipped" }, at);
  if (way.barrier) return skipped(way.barrier);
  const isItsTurn = way.isOpen && (way.isReached || !plan.waitsForEarlierStages);
  if (!isItsTurn || !haveNeedsEnded(run, plan)) return action;
  const unmet = unmetNeed(run, plan);
  if (unmet) return skipped(unmet);
  if (plan.when !== undefined) {
    const { values, types } = actionScope(run, place);
    const condition = evaluateCondition(plan.when, values, types);
    if (!condition.ok) return endedAction(action, { ...condition, phase: "failed", reason: "expression-error" }, at);
    if (!condition.value) return skipped({ reason: "condition-false", message: "its condition is false" });
  }
  return { phase: "waiting", for: "limit", since: at, attempts: [] };
}

function whileWaiting({ halt, barrier }: Way, action: WaitingAction, at: Instant): ActionState {
  if (!action.started) return barrier ? endedAction(action, { ...barrier, phase: "skipped" }, at) : action;
  if (!halt) return action;
  return endedAction(action, { ...halt, phase: halt.reason === "timeout" ? "failed" : "cancelled" }, at);
}

/** A cancel seals the open attempt, unless its result is stored; a timeout asks for a look at it first. */
function whileRunning(place: Place, { halt }: Way, action: RunningAction, at: Instant): ActionState {
  const attempt = action.attempts.at(-1);
  if (attempt?.seal) {
    const mayGoOn = attempt.seal.phase === "failed" && !halt;
    return mayGoOn ? afterFailure(place, action, attempt.seal, at) : endedAction(action, attempt.seal, at);
  }
  if (!attempt || !halt || halt.reason === "timeout" || callOf(attempt, "TASK_RESULT")) return action;
  const sealed = sealedAs(attempt, { ...halt, phase: "cancelled", outputs: {} }, at);
  return { ...action, attempts: action.attempts.with(-1, sealed) };
}
