import type { Instant } from "../base/instant.ts";
import type { ActionStart, AttemptState, RunningAction } from "./run-state.ts";

/** The action with its next attempt open; a number is never used twice. */
export function withNewAttempt(
  { attempts }: { readonly attempts: readonly AttemptState[] },
  started: ActionStart,
  at: Instant,
): RunningAction {
  const attempt = { number: attempts.length + 1, createdAt: at, calls: [], stopped: false, released: false };
  return { phase: "running", attempts: [...attempts, attempt], started };
}
