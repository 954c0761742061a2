import { withAttempt } from "../../../src/run/find-attempt.ts";
import type { Call } from "../../../src/run/run-event.ts";
import type { RunState } from "../../../src/run/run-state.ts";
import type { Bug } from "../history.ts";

/** Judges an attempt once more when it calls after its seal. */
export const judgeAgain: Bug = {
  name: "judge-again",
  shows: /the verdict of \S+ (is taken back|changes from)/,
  core: (core) => ({
    ...core,
    answerTo: (state, call) => core.answerTo(opened(state, call), call),
    nextRunState(state, event) {
      if (event.type !== "called") return core.nextRunState(state, event);
      const open = opened(state, event);
      const next = core.nextRunState(open, event);
      return next === open ? state : next;
    },
  }),
};

function opened(state: RunState, call: Call): RunState {
  return withAttempt(state, call.attempt, ({ seal: _, ...open }) => open);
}
