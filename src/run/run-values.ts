import { runName } from "../base/names.ts";
import type { RunValues } from "../expressions/scope.ts";
import type { Running, RunState } from "./run-state.ts";
import { haveStagesEnded } from "./stages.ts";

/** What `run.…` says in the expressions of a run. */
export function runValues(run: RunState, soFar: Pick<RunValues, "outcome" | "message">): RunValues {
  const { pipeline, number, commit, branch, trigger } = run;
  return { id: runName(pipeline, number), number, commit, branch, trigger: trigger.type, ...soFar };
}

/** The outcome as decided so far: by the first failure or cancel, or once all stages have ended. */
export function outcomeSoFar(run: Running): Pick<RunValues, "outcome" | "message"> {
  if (run.outcome) return { outcome: run.outcome.phase, message: run.outcome.message };
  return { outcome: haveStagesEnded(run) ? "succeeded" : "", message: "" };
}
