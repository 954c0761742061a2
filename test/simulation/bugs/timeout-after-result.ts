import { actionOf, attemptsOf } from "../../../src/run/action-of.ts";
import type { ActionState, AttemptState, RunState } from "../../../src/run/run-state.ts";
import type { Bug } from "../history.ts";

/** Lets the timeout of an attempt decide although its result is stored. */
export const timeoutAfterResult: Bug = {
  name: "timeout-after-result",
  shows: /sealed as timed out although its result is stored/,
  core: (core) => ({
    ...core,
    nextRunState(state, event) {
      if (event.type !== "time" && event.type !== "observed") return core.nextRunState(state, event);
      const unaware = withoutResults(state);
      const next = core.nextRunState(unaware, event);
      const decides = event.type === "time" ? next !== unaware : timeoutsIn(next) > timeoutsIn(state);
      return decides ? withCallsOf(state, next) : core.nextRunState(state, event);
    },
    wakeAt: (state) => core.wakeAt(withoutResults(state)) ?? core.wakeAt(state),
  }),
};

function timeoutsIn(state: RunState): number {
  const attempts = "actions" in state ? Object.values(state.actions).flatMap(attemptsOf) : [];
  return attempts.filter(({ seal }) => seal?.reason === "timeout").length;
}

function withoutResults(state: RunState): RunState {
  return withAttempts(state, (attempt) =>
    attempt.seal ? attempt : { ...attempt, calls: attempt.calls.filter(({ event }) => event !== "TASK_RESULT") },
  );
}

function withCallsOf(before: RunState, after: RunState): RunState {
  if (!("actions" in before)) return after;
  return withAttempts(after, (attempt, action) => {
    const { calls = attempt.calls } = attemptsOf(actionOf(before, action))[attempt.number - 1] ?? {};
    return { ...attempt, calls };
  });
}

function withAttempts(state: RunState, change: (attempt: AttemptState, action: string) => AttemptState): RunState {
  if (!("actions" in state)) return state;
  const actions = Object.entries(state.actions).map(([name, action]): [string, ActionState] => [
    name,
    action.phase === "pending"
      ? action
      : { ...action, attempts: action.attempts.map((attempt) => change(attempt, name)) },
  ]);
  return { ...state, actions: Object.fromEntries(actions) };
}
