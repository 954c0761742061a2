import { actionOf, hasFailed } from "./action-of.ts";
import { pipelineTimeout, stageTimeout } from "./deadline.ts";
import { placesOf } from "./place.ts";
import type { Reason } from "./reason.ts";
import type { Outcome, Running } from "./run-state.ts";
import { stageOf } from "./stage-of.ts";

/** The run with its outcome decided, where something has failed. The first decision stands. */
export function withOutcome(run: Running): Running {
  if (run.outcome) return run;
  const outcome = failedByTime(run) ?? failedByStage(run) ?? failedByAction(run);
  return outcome ? { ...run, outcome } : run;
}

function failedByTime(run: Running): Outcome | undefined {
  const timeout = run.timedOut && pipelineTimeout(run);
  return timeout ? failed("timeout", timeout.message) : undefined;
}

function failedByStage(run: Running): Outcome | undefined {
  for (const plan of run.plan.stages) {
    const { timedOut, phase, reason, message } = stageOf(run, plan.name);
    const timeout = timedOut && stageTimeout(run, plan);
    if (timeout) return failed("timeout", timeout.message);
    const isItsCondition = phase === "failed" && reason === "expression-error" && message !== undefined;
    if (isItsCondition) return failed(reason, `the condition of stage ${plan.name}: ${message}`);
  }
  return undefined;
}

function failedByAction(run: Running): Outcome | undefined {
  for (const { plan } of placesOf(run.plan)) {
    const action = actionOf(run, plan.name);
    if (action.phase !== "failed" || !hasFailed(action, plan)) continue;
    const reason = action.reason ?? "engine-error";
    return failed(reason, `${plan.name}: ${action.message ?? reason}`);
  }
  return undefined;
}

function failed(reason: Reason, message: string): Outcome {
  return { phase: "failed", reason, message };
}
