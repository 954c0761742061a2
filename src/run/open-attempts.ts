import { actionOf, attemptsOf } from "./action-of.ts";
import { attemptKey } from "./attempt-key.ts";
import { placesOf } from "./place.ts";
import type { AttemptKey } from "./run-event.ts";
import type { RunState } from "./run-state.ts";

/** The attempts that went on when they were last seen: after a restart each is looked at, whatever happened meanwhile. */
export function openAttempts(state: RunState): readonly AttemptKey[] {
  if (state.phase === "queued") return [];
  return placesOf(state.plan).flatMap(({ plan: { name } }) =>
    attemptsOf(actionOf(state, name))
      .filter(({ handedOver, startedAt, stopped }) => (handedOver || startedAt !== undefined) && !stopped)
      .map(({ number }) => attemptKey(state, name, number)),
  );
}
