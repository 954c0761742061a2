import type { ActionPlan, NeedPlan } from "../plan/execution-plan.ts";
import { actionOf, hasEnded } from "./action-of.ts";
import { placeOf } from "./place.ts";
import type { EndedAction, Running } from "./run-state.ts";
import type { Barrier } from "./way.ts";

/** Everything that an action needs has ended, well or not. */
export function haveNeedsEnded(run: Running, { needs }: ActionPlan): boolean {
  return needs.every(({ action }) => hasEnded(actionOf(run, action)));
}

/** Why an action cannot begin though its needs have ended; a failure among them says more than a skip. */
export function unmetNeed(run: Running, { needs }: ActionPlan): Barrier | undefined {
  const unmet = needs.flatMap((need) => {
    const end = actionOf(run, need.action);
    return need.optional || !hasEnded(end) || isMet(run, need, end) ? [] : [{ name: need.action, end }];
  });
  const failed = unmet.find(({ end }) => !isOrdinarySkip(end));
  if (failed) return { reason: "dependency-failed", message: `${failed.name} did not succeed` };
  return unmet[0] && { reason: "dependency-skipped", message: `${unmet[0].name} was skipped` };
}

/** The skip only belongs to the way through the graph; every other one means that something was broken off. */
export function isOrdinarySkip({ phase, reason }: EndedAction): boolean {
  return phase === "skipped" && (reason === "condition-false" || reason === "dependency-skipped");
}

function isMet(run: Running, { action }: NeedPlan, { phase }: EndedAction): boolean {
  return phase === "succeeded" || (phase === "failed" && placeOf(run.plan, action)?.plan.continueOnFailure === true);
}
