import type { Instant } from "../base/instant.ts";
import { attemptsOf, hasEnded } from "./action-of.ts";
import type { ActionState, AttemptState, RunState } from "./run-state.ts";

/** When the latest of a run's facts was seen: whoever goes on with it lives then or later, whatever clocks say. */
export function latestInstant(state: RunState): Instant {
  if (state.phase === "queued") return state.queuedAt;
  const ended = "endedAt" in state ? [state.endedAt] : [];
  const cancels = state.cancels.map(({ at }) => at);
  const actions = Object.values(state.actions).flatMap(instantsOf);
  return Math.max(state.queuedAt, state.startedAt ?? state.queuedAt, ...ended, ...cancels, ...actions);
}

/** A pause that is over is a fact too: the next attempt comes after it. */
function instantsOf(action: ActionState): readonly Instant[] {
  const waiting = action.phase === "waiting" && action.for === "limit" ? [action.since] : [];
  const ended = hasEnded(action) ? [action.endedAt] : [];
  return [...waiting, ...ended, ...attemptsOf(action).flatMap(instantsOfAttempt)];
}

function instantsOfAttempt(attempt: AttemptState): readonly Instant[] {
  const { createdAt, startingSince, startedAt, calls, exit, seal } = attempt;
  const instants = [createdAt, startingSince, startedAt, exit?.at, seal?.at, ...calls.map(({ at }) => at)];
  return instants.filter((at) => at !== undefined);
}
