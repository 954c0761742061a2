import type { ActionState, RunState } from "../../../src/run/run-state.ts";
import type { Bug } from "../history.ts";

/** Forgets the attempts that failed, and gives the next one their number. */
export const countFromOneAgain: Bug = {
  name: "count-from-one-again",
  shows: /is started twice|the verdict of \S+ (is taken back|changes from)/,
  core: (core) => ({ ...core, nextRunState: (state, event) => forgetful(core.nextRunState(state, event)) }),
};

function forgetful(state: RunState): RunState {
  if (state.phase !== "running") return state;
  const actions = Object.entries(state.actions).map(([name, action]): [string, ActionState] => [name, fresh(action)]);
  return { ...state, actions: Object.fromEntries(actions) };
}

function fresh(action: ActionState): ActionState {
  if (action.phase !== "running" || action.attempts.length === 1) return action;
  return { ...action, attempts: action.attempts.slice(-1).map((attempt) => ({ ...attempt, number: 1 })) };
}
