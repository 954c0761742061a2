import type { Instant } from "../base/instant.ts";
import type { RunState } from "./run-state.ts";
import { actionTimer, runTimer, stageTimer, type Timer } from "./timers.ts";
import { withActions, withStages } from "./with-changes.ts";

/** The run once it is `now`: what was overdue is marked for a look, what waited for time goes on or is out of time. */
export function timePassed(run: RunState, now: Instant): RunState {
  if (run.phase !== "running") return run;
  const after = <State>(state: State, timer: Timer<State> | undefined) =>
    timer && timer.at <= now ? timer.fire(now) : state;
  const marked = withStages(after(run, runTimer(run)), (stage, plan) => after(stage, stageTimer(run, plan)));
  const next = withActions(marked, (action, place) => after(action, actionTimer(run, place)));
  return next === run ? run : timePassed(next, now); // what goes on may be out of time by another clock
}
