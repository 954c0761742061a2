import type { RunState } from "../../../src/run/run-state.ts";
import type { Bug } from "../history.ts";

/** Starts an action without waiting for what it needs. */
export const ignoreTheNeeds: Bug = {
  name: "ignore-the-needs",
  shows: /is started before \w+ has ended/,
  core: (core) => ({
    ...core,
    nextRunState(state, event) {
      const changed = withoutNeeds(state);
      const next = core.nextRunState(changed, event);
      return next === changed ? state : { ...next, plan: state.plan };
    },
  }),
};

function withoutNeeds(state: RunState): RunState {
  const stages = state.plan.stages.map((stage) => ({
    ...stage,
    actions: stage.actions.map((action) => ({ ...action, needs: [] })),
  }));
  return { ...state, plan: { ...state.plan, stages } };
}
