import type { ActionPlan } from "../../../src/plan/execution-plan.ts";
import { hasEnded } from "../../../src/run/action-of.ts";
import type { RunState } from "../../../src/run/run-state.ts";
import type { Check } from "../happenings.ts";
import { nameOf } from "../model-attempt.ts";
import type { Scene } from "../scene.ts";

/** An action starts only when all that it needs, and every earlier stage that it waits for, has ended. */
export function graphOrder({ world, runs }: Scene): Check {
  return {
    started({ attempt: key }) {
      const state = runs.get(key.uid);
      if (!state || !("actions" in state)) return;
      for (const earlier of comesAfter(state, key.action)) {
        const action = state.actions[earlier];
        if (action && !hasEnded(action)) world.violated(`${nameOf(key)} is started before ${earlier} has ended`);
      }
    },
  };
}

/** The names of the actions that must have ended. */
function comesAfter({ plan }: RunState, action: string): readonly string[] {
  const namesOf = (actions: readonly ActionPlan[]) => actions.map(({ name }) => name);
  const stage = plan.stages.findIndex(({ actions }) => namesOf(actions).includes(action));
  if (stage === -1) return plan.stages.flatMap(({ actions }) => namesOf(actions)); // finally
  const found = plan.stages[stage]?.actions.find(({ name }) => name === action);
  const stages = found?.waitsForEarlierStages ? plan.stages.slice(0, stage) : [];
  return [...(found?.needs ?? []).map((need) => need.action), ...stages.flatMap(({ actions }) => namesOf(actions))];
}
