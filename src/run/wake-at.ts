import type { Instant } from "../base/instant.ts";
import { placesOf } from "./place.ts";
import type { RunState } from "./run-state.ts";
import { actionTimer, runTimer, stageTimer } from "./timers.ts";

/** When time alone will change the run: a `time` event at this instant does. Undefined where only facts can. */
export function wakeAt(state: RunState): Instant | undefined {
  if (state.phase !== "running") return undefined;
  const timers = [
    runTimer(state),
    ...state.plan.stages.map((stage) => stageTimer(state, stage)),
    ...placesOf(state.plan).map((place) => actionTimer(state, place)),
  ].flatMap((timer) => timer?.at ?? []);
  return timers.length === 0 ? undefined : Math.min(...timers);
}
