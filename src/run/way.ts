import type { StagePlan } from "../plan/execution-plan.ts";
import { actionOf, hasFailed } from "./action-of.ts";
import { cancelToText } from "./cancel.ts";
import { pipelineTimeout, stageTimeout } from "./deadline.ts";
import type { Reason } from "./reason.ts";
import type { Running } from "./run-state.ts";
import { stageOf } from "./stage-of.ts";
import { hasStageEnded, hasStageFailed } from "./stages.ts";

/** What the stages mean for the actions of one of them, or of `finally`. */
export interface Way {
  /** Why its actions must not go on, though they may have begun. */
  readonly halt?: Halt;
  /** Why those that have not begun never will. */
  readonly barrier?: Barrier;
  /** All that comes before has ended. */
  readonly isReached: boolean;
  /** Its own condition, where it has one, holds; `finally` opens when it is reached. */
  readonly isOpen: boolean;
}

export interface Halt {
  readonly reason: "cancelled" | "timeout" | "fail-fast";
  readonly message: string;
}

export interface Barrier {
  readonly reason: Reason;
  readonly message: string;
}

/** The ways of a run as it stands, by stage; without one, of `finally`. Asked once for all actions: it looks at each. */
export function waysOf(run: Running): (stage: StagePlan | undefined) => Way {
  const ways = new Map<StagePlan, Way>();
  let isReached = true;
  let failed: StagePlan | undefined;
  for (const stage of run.plan.stages) {
    ways.set(stage, wayOf(run, stage, isReached, failed));
    isReached &&= hasStageEnded(run, stage);
    if (hasStageFailed(run, stage)) failed ??= stage;
  }
  const last = wayOfFinally(run, isReached);
  return (stage) => (stage && ways.get(stage)) ?? last;
}

function wayOf(run: Running, stage: StagePlan, isReached: boolean, failed: StagePlan | undefined): Way {
  const halt = haltOf(run, stage);
  const barrier = (halt && barrierOf(halt)) ?? barrierBefore(failed) ?? barrierWithin(run, stage);
  const isOpen = stage.when === undefined || stageOf(run, stage.name).phase !== "pending";
  return { isReached, isOpen, ...(halt && { halt }), ...(barrier && { barrier }) };
}

/** Failure and the first Cancel lead there; only a second Cancel ends it. */
function wayOfFinally({ cancels: [, second] }: Running, isReached: boolean): Way {
  if (!second) return { isReached, isOpen: isReached };
  const halt: Halt = { reason: "cancelled", message: cancelToText(second) };
  return { isReached, isOpen: isReached, halt, barrier: halt };
}

function haltOf(run: Running, stage: StagePlan): Halt | undefined {
  const [cancel] = run.cancels;
  if (cancel) return { reason: "cancelled", message: cancelToText(cancel) };
  const isLate = run.timedOut || stageOf(run, stage.name).timedOut;
  const timeout = isLate && (run.timedOut ? pipelineTimeout(run) : stageTimeout(run, stage));
  if (timeout) return { reason: "timeout", message: timeout.message };
  const failed = stage.failFast && stage.actions.find((plan) => hasFailed(actionOf(run, plan.name), plan));
  return failed ? { reason: "fail-fast", message: `${failed.name} failed` } : undefined;
}

/** `fail-fast` is for what was running; what had yet to begin is later than the failure. */
function barrierOf({ reason, message }: Halt): Barrier {
  return { reason: reason === "fail-fast" ? "dependency-failed" : reason, message };
}

function barrierBefore(failed: StagePlan | undefined): Barrier | undefined {
  return failed && { reason: "dependency-failed", message: `stage ${failed.name} failed` };
}

/** A stage that has ended before its actions was ended by its own condition. */
function barrierWithin(run: Running, { name }: StagePlan): Barrier | undefined {
  const { endedAt, reason, message } = stageOf(run, name);
  if (endedAt === undefined || reason === undefined) return undefined;
  return { reason, message: message ?? `the condition of stage ${name} is false` };
}
