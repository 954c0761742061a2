import { runName } from "../../../src/base/names.ts";
import type { Check } from "../happenings.ts";
import type { Scene } from "../scene.ts";

/** A run that was cancelled while it went well ends as cancelled; the first of failure and cancel decides. */
export function cancelsCount({ world }: Scene): Check {
  return {
    saved(state, before) {
      if (!("endedAt" in state) || "endedAt" in before || state.cancels.length === 0) return;
      const decided = "outcome" in before ? before.outcome?.phase : undefined;
      const isRight =
        state.phase === "cancelled" ? decided !== "failed" : state.phase === "failed" && decided !== "cancelled";
      if (!isRight) world.violated(`${runName(state.pipeline, state.number)} was cancelled and ends as ${state.phase}`);
    },
  };
}
