import type { Instant } from "../base/instant.ts";
import { actionOf } from "./action-of.ts";
import { withObservation } from "./attempt-facts.ts";
import { attemptDeadline, type Deadline } from "./deadline.ts";
import { findAttempt, withAttempt } from "./find-attempt.ts";
import { placeOf } from "./place.ts";
import type { AttemptKey, Observation } from "./run-event.ts";
import type { AttemptState, Running, RunState } from "./run-state.ts";
import { hasOutputsInLog, sealedAs, sealedByFacts } from "./seal.ts";
import { stageOf } from "./stage-of.ts";
import { verdictOf } from "./verdict-of.ts";

interface Look {
  readonly attempt: AttemptKey;
  readonly observation: Observation;
  /** When it began: what was seen was so then or later. */
  readonly at: Instant;
}

/** The run after a look at an attempt: with what was seen of it and, where it was overdue, what that leads to. */
export function withLook(state: RunState, look: Look): RunState {
  const missed = state.phase === "running" ? missedDeadline(state, look) : undefined;
  const looked = withAttempt(state, look.attempt, (attempt, { plan }) => {
    const seen = withObservation(attempt, look.observation, look.at);
    if (!missed) return sealedByFacts(withoutOverdue(seen), plan.component, look.at);
    if (missed.of === "patience" && hasOutputsInLog(seen, plan.component)) return withoutPatience(seen);
    if (missed.of === "patience") return sealedAs(seen, verdictOf(seen, plan.component), look.at);
    return sealedAs(seen, { phase: "failed", reason: "timeout", message: missed.message, outputs: {} }, look.at);
  });
  return missed && looked.phase === "running" ? withMark(looked, look.attempt, missed) : looked;
}

/** The deadline that an overdue attempt has missed, proved by a look that saw it going on at that time. */
function missedDeadline(run: Running, { attempt: key, observation, at }: Look): Deadline | undefined {
  const place = placeOf(run.plan, key.action);
  const action = actionOf(run, key.action);
  const attempt = findAttempt(run, key);
  if (!place || action.phase !== "running" || attempt?.overdueSince === undefined) return undefined;
  const seen = withObservation(attempt, observation, at);
  const deadline = attemptDeadline(run, place, action.started, seen); // a call may have put it off since
  const wentOnAt = seen.exit ? seen.exit.endedAt : at;
  if (!deadline || wentOnAt === undefined || wentOnAt < deadline.at) return undefined;
  const isWhatWasWaitedFor = deadline.of === "patience" && seen.exit !== undefined;
  return isWhatWasWaitedFor ? undefined : deadline;
}

/** The look was too old, or the deadline was put off: time will ask for another. */
function withoutOverdue(attempt: AttemptState): AttemptState {
  if (attempt.overdueSince === undefined) return attempt;
  const { overdueSince: _, ...rest } = attempt;
  return rest;
}

/** It is not waited for any more, but what it has put out is in its log, which is read first. */
function withoutPatience(attempt: AttemptState): AttemptState {
  return attempt.outOfPatience ? attempt : { ...attempt, outOfPatience: true };
}

/** One attempt that went on too long proves it for its whole stage or run. */
function withMark(run: Running, { action }: AttemptKey, missed: Deadline): Running {
  const stage = placeOf(run.plan, action)?.stage;
  if (missed.of === "pipeline") return { ...run, timedOut: true };
  if (missed.of !== "stage" || !stage) return run;
  return { ...run, stages: { ...run.stages, [stage.name]: { ...stageOf(run, stage.name), timedOut: true } } };
}
