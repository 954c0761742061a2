import type { Instant } from "../base/instant.ts";
import { actionOf, hasEnded } from "./action-of.ts";
import { endedRun } from "./ended-run.ts";
import { nextAction } from "./next-action.ts";
import { withOutcome } from "./outcome.ts";
import type { Running, RunState } from "./run-state.ts";
import { nextStage } from "./stage.ts";
import { haveStagesEnded } from "./stages.ts";
import { waysOf } from "./way.ts";
import { withActions, withStages } from "./with-changes.ts";

/** Carries a run as far as what is known leads: actions open, end and are skipped, stages follow, and at last it ends. */
export function settle(run: Running, at: Instant): RunState {
  const wayOf = waysOf(run);
  const acted = withActions(run, (action, place) => nextAction(run, place, wayOf(place.stage), action, at));
  const staged = withStages(acted, (stage, plan) => nextStage(acted, plan, wayOf(plan), stage, at));
  const next = withOutcome(staged);
  if (next !== run) return settle(next, at);
  const isOver = haveStagesEnded(run) && run.plan.finally.every(({ name }) => hasEnded(actionOf(run, name)));
  return isOver ? endedRun(run, at) : run;
}
