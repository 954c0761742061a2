import type { Instant } from "../base/instant.ts";
import { evaluateCondition } from "../expressions/evaluate-template.ts";
import type { StagePlan } from "../plan/execution-plan.ts";
import { actionOf, hasEnded, hasFailed } from "./action-of.ts";
import { isOrdinarySkip } from "./gate.ts";
import type { EndedAction, Running, StageState } from "./run-state.ts";
import { stageScope } from "./scope-of.ts";
import { hasStageEnded, hasStageFailed, stagesBefore } from "./stages.ts";

/** What follows for a stage: it opens, waits for its first action, runs, and ends with its last one. */
export function nextStage(run: Running, stage: StageState, plan: StagePlan, at: Instant): StageState {
  if (stage.endedAt !== undefined) return stage;
  const actions = plan.actions.map(({ name }) => actionOf(run, name));
  if (actions.every(hasEnded)) return { ...stage, ...endOf(stage, plan, actions), endedAt: at };
  if (stage.phase === "running") return stage;
  const starts = actions.flatMap((action) => (action.phase === "pending" ? [] : (action.started?.at ?? [])));
  if (starts.length > 0) return { ...stage, phase: "running", startedAt: Math.min(...starts) };
  if (stage.phase === "waiting") return stage;
  if (actions.some(({ phase }) => phase === "waiting")) return { ...stage, phase: "waiting" };
  return plan.when === undefined ? stage : throughGate(run, stage, plan, plan.when, at);
}

/** A stage's condition is asked once, when all earlier stages have passed; its actions follow the answer. */
function throughGate(run: Running, stage: StageState, plan: StagePlan, when: string, at: Instant): StageState {
  const hasPassed = (earlier: StagePlan) => hasStageEnded(run, earlier) && !hasStageFailed(run, earlier);
  if (!stagesBefore(run, plan).every(hasPassed)) return stage;
  const { values, types } = stageScope(run, plan);
  const condition = evaluateCondition(when, values, types);
  if (!condition.ok) return { phase: "failed", reason: "expression-error", message: condition.message, endedAt: at };
  if (!condition.value) return { phase: "skipped", reason: "condition-false", endedAt: at };
  return { ...stage, phase: "waiting" };
}

function endOf({ timedOut }: StageState, plan: StagePlan, actions: readonly EndedAction[]): End {
  if (timedOut) return { phase: "failed", reason: "timeout" };
  const failed = actions.find((action, i) => plan.actions[i] && hasFailed(action, plan.actions[i]));
  if (failed) return withReason("failed", failed);
  const brokenOff = actions.find(
    (action) => action.phase === "cancelled" || (action.phase === "skipped" && !isOrdinarySkip(action)),
  );
  if (actions.every(({ phase }) => phase === "skipped")) return withReason("skipped", brokenOff ?? actions[0]);
  return brokenOff ? withReason("cancelled", brokenOff) : { phase: "succeeded" };
}

type End = Pick<StageState, "phase" | "reason">;

function withReason(phase: End["phase"], from: EndedAction | undefined): End {
  return from?.reason === undefined ? { phase } : { phase, reason: from.reason };
}
