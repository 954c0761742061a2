import type { Instant } from "../base/instant.ts";
import type { StagePlan } from "../plan/execution-plan.ts";
import { actionOf } from "./action-of.ts";
import { actionTimeout, attemptDeadline, pipelineTimeout, stageTimeout } from "./deadline.ts";
import { endedAction } from "./ended-action.ts";
import type { Place } from "./place.ts";
import type { ActionState, Running, RunningAction, StageState, WaitingAction } from "./run-state.ts";
import { stageOf } from "./stage-of.ts";

/** When time alone changes something, and what it then makes of it. */
export interface Timer<State> {
  readonly at: Instant;
  readonly fire: (now: Instant) => State;
}

/** What time alone will make of an action. */
export function actionTimer(run: Running, place: Place): Timer<ActionState> | undefined {
  const action = actionOf(run, place.plan.name);
  switch (action.phase) {
    case "running":
      return runningTimer(run, place, action);
    case "waiting":
      return waitingTimer(place, action);
    case "pending":
    case "succeeded":
    case "failed":
    case "cancelled":
    case "skipped":
      return undefined;
  }
}

/** Marks a stage as out of time. Where every action that is left has an open attempt, a look at those decides instead. */
export function stageTimer(run: Running, plan: StagePlan): Timer<StageState> | undefined {
  const stage = stageOf(run, plan.name);
  const timeout = stageTimeout(run, plan);
  if (!timeout || stage.timedOut || !hasIdleAction(run, plan)) return undefined;
  return { at: timeout.at, fire: () => ({ ...stage, timedOut: true }) };
}

/** Marks the stages of a run as out of time, like `stageTimer`. */
export function runTimer(run: Running): Timer<Running> | undefined {
  const timeout = pipelineTimeout(run);
  if (!timeout || run.timedOut || !run.plan.stages.some((stage) => hasIdleAction(run, stage))) return undefined;
  return { at: timeout.at, fire: () => ({ ...run, timedOut: true }) };
}

/** An attempt that is overdue waits for a look, one that has exited for its log: not for time. */
function runningTimer(run: Running, place: Place, action: RunningAction): Timer<ActionState> | undefined {
  const attempt = action.attempts.at(-1);
  if (!attempt || attempt.seal || attempt.exit || attempt.overdueSince !== undefined) return undefined;
  const deadline = attemptDeadline(run, place, action.started, attempt);
  if (!deadline) return undefined;
  const overdue = { ...attempt, overdueSince: deadline.at };
  return { at: deadline.at, fire: () => ({ ...action, attempts: action.attempts.with(-1, overdue) }) };
}

function waitingTimer(place: Place, action: WaitingAction): Timer<ActionState> | undefined {
  const timeout = action.started && actionTimeout(place, action.started);
  if (action.for === "retry" && (!timeout || action.until < timeout.at)) {
    const { until, attempts, started } = action;
    return { at: until, fire: (now) => ({ phase: "waiting", for: "limit", since: now, attempts, started }) };
  }
  if (!timeout) return undefined;
  const end = { phase: "failed", reason: "timeout", message: timeout.message } as const;
  return { at: timeout.at, fire: (now) => endedAction(action, end, now) };
}

/** One that has not begun or is between two attempts, so that its stage is certainly not over. */
function hasIdleAction(run: Running, { actions }: StagePlan): boolean {
  return actions.some(({ name }) => ["pending", "waiting"].includes(actionOf(run, name).phase));
}
