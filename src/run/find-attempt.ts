import { actionOf, attemptsOf } from "./action-of.ts";
import { type Place, placeOf } from "./place.ts";
import type { AttemptKey } from "./run-event.ts";
import type { AttemptState, RunState } from "./run-state.ts";

/** The attempt that a key names; undefined where the run never had it. */
export function findAttempt(state: RunState, key: AttemptKey): AttemptState | undefined {
  if (state.phase === "queued" || key.uid !== state.uid || key.copy !== 0) return undefined;
  if (!Object.hasOwn(state.actions, key.action)) return undefined; // keys come from outside: `constructor` is a name too
  return attemptsOf(actionOf(state, key.action))[key.attempt - 1];
}

/** The state with one attempt changed; the same object where the key names none or the change changes nothing. */
export function withAttempt<State extends RunState>(
  state: State,
  key: AttemptKey,
  change: (attempt: AttemptState, place: Place) => AttemptState,
): State {
  const attempt = findAttempt(state, key);
  const place = placeOf(state.plan, key.action);
  if (state.phase === "queued" || !attempt || !place) return state;
  const changed = change(attempt, place);
  if (changed === attempt) return state;
  const action = actionOf(state, key.action);
  const attempts = attemptsOf(action).with(key.attempt - 1, changed);
  return { ...state, actions: { ...state.actions, [key.action]: { ...action, attempts } } };
}
