import { runName } from "../../../src/base/names.ts";
import { actionOf, hasFailed } from "../../../src/run/action-of.ts";
import { placesOf } from "../../../src/run/place.ts";
import type { Check } from "../happenings.ts";
import type { Scene } from "../scene.ts";

/** A run ends as its actions did; one that has begun not before `finally` has run, unless a second Cancel says so. */
export function endsFit({ world }: Scene): Check {
  return {
    saved(state, before) {
      if (!("endedAt" in state) || "endedAt" in before || state.reason === "engine-error") return;
      const run = runName(state.pipeline, state.number);
      const failed = placesOf(state.plan).filter(({ plan }) => hasFailed(actionOf(state, plan.name), plan));
      const isFailure = failed.length > 0;
      if (state.phase === "succeeded" && isFailure)
        world.violated(`${run} succeeded, and ${failed.map(({ plan }) => plan.name).join()} failed`);
      if (state.phase === "failed" && !isFailure) world.violated(`${run} failed, and nothing in it did`);
      if (state.startedAt === undefined || state.cancels.length > 1) return;
      for (const { name } of state.plan.finally) {
        const { phase } = actionOf(state, name);
        if (phase !== "succeeded" && phase !== "failed") world.violated(`${run} ends with its ${name} ${phase}`);
      }
    },
  };
}
