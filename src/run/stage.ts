import type { Instant } from "../base/instant.ts";
import { evaluateCondition } from "../expressions/evaluate-template.ts";
import type { StagePlan } from "../plan/execution-plan.ts";
import { actionOf, hasEnded, hasFailed } from "./action-of.ts";
import { isOrdinarySkip } from "./needs.ts";
import type { EndedAction, Running, StageState } from "./run-state.ts";
import { stageScope } from "./scope-of.ts";
import type { Way } from "./way.ts";

/** What follows for a stage: it opens, waits for its first action, runs, and ends with its last one. */
export function nextStage(run: Running, plan: StagePlan, way: Way, stage: StageState, at: Instant): StageState {
  if (stage.endedAt !== undefined) return stage;
  const actions = plan.actions.map(({ name }) => actionOf(run, name));
  if (actions.every(hasEnded)) return { ...stage, ...endOf(stage, plan, actions), endedAt: at };
  if (stage.phase === "running") return stage;
  const starts = actions.flatMap((action) => (action.phase === "pending" ? [] : (action.started?.at ?? [])));
  if (starts.length > 0) return { ...stage, phase: "running", startedAt: Math.min(...starts) };
  if (stage.phase === "waiting") return stage;
  if (actions.some(({ phase }) => phase === "waiting")) return { ...stage, phase: "waiting" };
  return way.isReached && plan.when !== undefined ? asked(run, plan, plan.when, stage, at) : stage;
}

/** A stage's condition is asked once, when all earlier stages have passed; its actions follow the answer. */
function asked(run: Running, plan: StagePlan, when: string, stage: StageState, at: Instant): StageState {
  const { values, types } = stageScope(run, plan);
  const condition = evaluateCondition(when, values, types);
  if (!condition.ok) return { phase: "failed", reason: "expression-error", message: condition.message, endedAt: at };
  return condition.value
    ? { ...stage, phase: "waiting" }
    : { phase: "skipped", reason: "condition-false", endedAt: at };
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
