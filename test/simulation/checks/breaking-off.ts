import { actionOf } from "../../../src/run/action-of.ts";
import type { ActionState } from "../../../src/run/run-state.ts";
import type { Check } from "../happenings.ts";
import type { Scene } from "../scene.ts";

/** What a Cancel or, in a stage that fails fast, a failure breaks off is broken off at once, unless its result is stored. */
export function brokenOff({ world }: Scene): Check {
  return {
    saved(state) {
      if (state.phase !== "running") return;
      for (const { failFast, actions } of state.plan.stages) {
        const failed = actions.find(
          ({ name, continueOnFailure }) => !continueOnFailure && actionOf(state, name).phase === "failed",
        );
        const why = state.cancels.length > 0 ? "the Cancel" : failFast && failed && `${failed.name} failed`;
        if (!why) continue;
        for (const { name } of actions)
          if (goesOn(actionOf(state, name)))
            world.violated(`${state.pipeline}-${state.number}/${name} goes on: ${why}`);
      }
    },
  };
}

function goesOn(action: ActionState): boolean {
  if (action.phase === "waiting") return action.for === "retry";
  if (action.phase !== "running") return false;
  const attempt = action.attempts.at(-1);
  return attempt !== undefined && !attempt.seal && !attempt.calls.some(({ event }) => event === "TASK_RESULT");
}
