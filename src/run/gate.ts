import type { ActionPlan } from "../plan/execution-plan.ts";
import { actionOf, hasEnded } from "./action-of.ts";
import { haltOf } from "./halt.ts";
import { type Place, placeOf } from "./place.ts";
import type { Reason } from "./reason.ts";
import type { ActionState, EndedAction, Running } from "./run-state.ts";
import { stageOf } from "./stage-of.ts";
import { hasStageEnded, hasStageFailed, haveStagesEnded, stagesBefore } from "./stages.ts";

/** Whether an action may begin. go: now · wait: something has yet to end · skip: it never can. */
export type Gate = { readonly is: "go" } | { readonly is: "wait" } | Skip;

interface Skip {
  readonly is: "skip";
  readonly reason: Reason;
  readonly message: string;
}

/** Whether the graph lets an action that has not begun do so; its own condition is asked after that. */
export function gateOf(run: Running, place: Place): Gate {
  const gates = [haltGate(run, place), stageGate(run, place), needsGate(run, place.plan)];
  return gates.find(({ is }) => is === "skip") ?? gates.find(({ is }) => is === "wait") ?? { is: "go" };
}

/** Whether a skip only belongs to the way through the graph; every other one means that something was broken off. */
export function isOrdinarySkip({ phase, reason }: EndedAction): boolean {
  return phase === "skipped" && (reason === "condition-false" || reason === "dependency-skipped");
}

/** What would be cancelled, had it begun, is skipped. */
function haltGate(run: Running, place: Place): Gate {
  const halt = haltOf(run, place);
  if (!halt) return { is: "go" };
  return skip(halt.reason === "fail-fast" ? "dependency-failed" : halt.reason, halt.message);
}

/** The earlier stages, and the condition of its own. */
function stageGate(run: Running, { plan, stage }: Place): Gate {
  if (!stage) return { is: haveStagesEnded(run) ? "go" : "wait" };
  const before = stagesBefore(run, stage);
  const failed = before.find((earlier) => hasStageFailed(run, earlier));
  if (failed) return skip("dependency-failed", `stage ${failed.name} failed`);
  const own = stageOf(run, stage.name);
  const isEndedByCondition = own.endedAt !== undefined; // for this action of it has not ended
  if (isEndedByCondition && own.reason)
    return skip(own.reason, own.message ?? `the condition of stage ${stage.name} is false`);
  const isShut = stage.when !== undefined && own.phase === "pending";
  const mustWait = plan.waitsForEarlierStages && !before.every((earlier) => hasStageEnded(run, earlier));
  return { is: isShut || mustWait ? "wait" : "go" };
}

/** The actions it needs; asked once all have ended, so that the order in which they do decides nothing. */
function needsGate(run: Running, { needs }: ActionPlan): Gate {
  const ends = needs.map((need) => ({ ...need, end: actionOf(run, need.action) })).filter(isAtEnd);
  if (ends.length < needs.length) return { is: "wait" };
  const unmet = ends.filter(({ action, optional, end }) => !optional && !isMet(run, action, end));
  const failed = unmet.find(({ end }) => !isOrdinarySkip(end));
  if (failed) return skip("dependency-failed", `${failed.action} did not succeed`);
  return unmet[0] ? skip("dependency-skipped", `${unmet[0].action} was skipped`) : { is: "go" };
}

function isAtEnd<Need extends { readonly end: ActionState }>(need: Need): need is Need & { readonly end: EndedAction } {
  return hasEnded(need.end);
}

function isMet(run: Running, name: string, { phase }: EndedAction): boolean {
  return phase === "succeeded" || (phase === "failed" && placeOf(run.plan, name)?.plan.continueOnFailure === true);
}

function skip(reason: Reason, message: string): Skip {
  return { is: "skip", reason, message };
}
