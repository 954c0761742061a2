import { actionOf, hasFailed } from "./action-of.ts";
import { pipelineTimeout, stageTimeout } from "./deadline.ts";
import { placesOf } from "./place.ts";
import type { Reason } from "./reason.ts";
import type { Outcome, Running } from "./run-state.ts";
import { stageOf } from "./stage-of.ts";

/** The run with its outcome decided, where something has failed. The first decision stands. */
export function withOutcome(run: Running): Running {
  if (run.outcome) return run;
  const outcome = failedByTime(run) ?? failedByCondition(run) ?? failedByAction(run);
  return outcome ? { ...run, outcome } : run;
}

function failedByTime(run: Running): Outcome | undefined {
  const late = run.plan.stages.find(({ name }) => stageOf(run, name).timedOut);
  const timeout = run.timedOut ? pipelineTimeout(run) : late && stageTimeout(run, late);
  return timeout && failed("timeout", timeout.message);
}

function failedByCondition(run: Running): Outcome | undefined {
  const stages = run.plan.stages.map(({ name }) => ({ name, ...stageOf(run, name) }));
  const broken = stages.find(({ phase, reason }) => phase === "failed" && reason === "expression-error");
  return broken?.message === undefined
    ? undefined
    : failed("expression-error", `the condition of stage ${broken.name}: ${broken.message}`);
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
