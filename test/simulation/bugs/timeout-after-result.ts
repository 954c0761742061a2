import type { RunState } from "../../../src/run/run-state.ts";
import type { Bug } from "../history.ts";

/** Lets the timeout decide although a result is stored. */
export const timeoutAfterResult: Bug = {
  name: "timeout after a stored result",
  shows: /sealed as timed out although its result is stored/,
  core: (core) => ({
    ...core,
    nextRunState: (state, event) => {
      const decidesByTime = event.type === "time" || event.type === "observed";
      return core.nextRunState(decidesByTime ? withoutResults(state) : state, event);
    },
    wakeAt: (state) => core.wakeAt(withoutResults(state)),
  }),
};

/** The same run, as if no open attempt had told its result. */
function withoutResults(state: RunState): RunState {
  if (state.phase !== "running") return state;
  const actions = Object.entries(state.actions).map(([name, action]) => {
    if (action.phase !== "running") return [name, action];
    const attempts = action.attempts.map((attempt) =>
      attempt.seal ? attempt : { ...attempt, calls: attempt.calls.filter(({ event }) => event !== "TASK_RESULT") },
    );
    return [name, { ...action, attempts }];
  });
  return { ...state, actions: Object.fromEntries(actions) };
}
