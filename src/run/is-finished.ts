import { attemptsOf } from "./action-of.ts";
import type { RunState } from "./run-state.ts";

/** The run has ended and nothing is left of it outside: no fact can change it any more. */
export function isFinished(state: RunState): boolean {
  if (state.phase === "queued" || state.phase === "running") return false;
  return Object.values(state.actions).every((action) => attemptsOf(action).every(({ released }) => released));
}
