import type { Instant } from "../base/instant.ts";
import type { ComponentPlan } from "../plan/execution-plan.ts";
import { callOf } from "./call-of.ts";
import { LOG_LIMIT_BYTES, lastLines } from "./log-tail.ts";
import type { AttemptState, Seal } from "./run-state.ts";
import { refusedStart, verdictOf } from "./verdict-of.ts";

/** The attempt, sealed where its facts decide it: a refused start, an exit with its log, a stop after a result. */
export function sealedByFacts(attempt: AttemptState, component: ComponentPlan, at: Instant): AttemptState {
  if (attempt.seal) return withoutSpareLog(attempt);
  return isDecided(attempt, component) ? sealedAs(attempt, verdictOf(attempt, component), at) : attempt;
}

/** The attempt with this verdict for good; the first one counts. */
export function sealedAs(attempt: AttemptState, verdict: Omit<Seal, "at">, at: Instant): AttemptState {
  if (attempt.seal) return attempt;
  const { overdueSince: _, outOfPatience: __, ...rest } = attempt;
  return withoutSpareLog({ ...rest, seal: { ...verdict, at } });
}

/** What never started wrote no log. */
export function awaitsLog({ startedAt, log }: AttemptState): boolean {
  return startedAt !== undefined && log === undefined;
}

/** Outputs that only its log can hold are waited for: until its exit, or the end of `grace`. */
export function hasOutputsInLog(attempt: AttemptState, { outputs }: ComponentPlan): boolean {
  const result = callOf(attempt, "TASK_RESULT");
  return result?.status !== false && result?.output === undefined && Object.keys(outputs).length > 0;
}

function isDecided(attempt: AttemptState, component: ComponentPlan): boolean {
  if (refusedStart(attempt)) return true;
  if ((attempt.exit || attempt.outOfPatience) && !awaitsLog(attempt)) return true;
  const hasSaidAll = callOf(attempt, "TASK_RESULT") && callOf(attempt, "COMPONENT_STOP");
  return hasSaidAll !== undefined && !hasOutputsInLog(attempt, component);
}

function withoutSpareLog(attempt: AttemptState): AttemptState {
  const { seal, log } = attempt;
  if (!seal || !log || seal.phase === "failed") return attempt;
  const tail = lastLines(log.tail, LOG_LIMIT_BYTES.otherwise);
  return tail === log.tail ? attempt : { ...attempt, log: { ...log, tail } };
}
