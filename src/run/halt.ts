import { actionOf, hasFailed } from "./action-of.ts";
import { pipelineTimeout, stageTimeout } from "./deadline.ts";
import type { Place } from "./place.ts";
import type { CancelFact, Running } from "./run-state.ts";
import { stageOf } from "./stage-of.ts";

/** Why an action must not go on, though it may have been about to. */
export interface Halt {
  readonly reason: "cancelled" | "timeout" | "fail-fast";
  readonly message: string;
}

/** What stops an action from outside; undefined where it may begin or go on. `finally` is ended by a second Cancel only. */
export function haltOf(run: Running, { stage }: Place): Halt | undefined {
  const cancel = run.cancels[stage ? 0 : 1];
  if (cancel) return { reason: "cancelled", message: cancelToText(cancel) };
  if (!stage) return undefined;
  if (run.timedOut) return { reason: "timeout", message: pipelineTimeout(run)?.message ?? "" };
  if (stageOf(run, stage.name).timedOut) return { reason: "timeout", message: stageTimeout(run, stage)?.message ?? "" };
  const failed = stage.failFast && stage.actions.find((other) => hasFailed(actionOf(run, other.name), other));
  return failed ? { reason: "fail-fast", message: `${failed.name} failed` } : undefined;
}

/** What a Cancel says, for people. */
export function cancelToText({ reason }: Pick<CancelFact, "reason">): string {
  return reason === "" ? "cancelled" : `cancelled: ${reason}`;
}
