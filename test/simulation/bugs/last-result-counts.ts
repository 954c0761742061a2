import { findAttempt, withAttempt } from "../../../src/run/find-attempt.ts";
import type { Call } from "../../../src/run/run-event.ts";
import type { RunState } from "../../../src/run/run-state.ts";
import type { Bug } from "../history.ts";

/** Lets a second result take the place of the first. */
export const lastResultCounts: Bug = {
  name: "last-result-counts",
  shows: /the stored result of \S+ changes from/,
  core: (core) => ({
    ...core,
    answerTo: (state, call) => core.answerTo(withoutResult(state, call), call),
    nextRunState(state, event) {
      if (event.type !== "called") return core.nextRunState(state, event);
      const open = withoutResult(state, event);
      const next = core.nextRunState(open, event);
      return next === open ? state : next;
    },
  }),
};

function withoutResult(state: RunState, { event, attempt: key }: Call): RunState {
  if (event !== "TASK_RESULT" || findAttempt(state, key)?.seal) return state;
  return withAttempt(state, key, (attempt) => ({
    ...attempt,
    calls: attempt.calls.filter((call) => call.event !== "TASK_RESULT"),
  }));
}
