import type { Instant } from "../base/instant.ts";
import { attemptsOf } from "./action-of.ts";
import type { AttemptState, RunState } from "./run-state.ts";

/** When the latest of a run's facts was seen: whoever goes on with it lives then or later, whatever clocks say. */
export function latestInstant(state: RunState): Instant {
  if (state.phase === "queued") return state.queuedAt;
  const ended = "endedAt" in state ? [state.endedAt] : [];
  const cancels = state.cancels.map(({ at }) => at);
  const attempts = Object.values(state.actions).flatMap(attemptsOf).flatMap(instantsOf);
  return Math.max(state.queuedAt, state.startedAt ?? state.queuedAt, ...ended, ...cancels, ...attempts);
}

function instantsOf({ createdAt, startedAt, calls, exit, seal }: AttemptState): readonly Instant[] {
  return [createdAt, startedAt, exit?.at, seal?.at, ...calls.map(({ at }) => at)].filter((at) => at !== undefined);
}
