import { durationToText } from "../base/duration.ts";
import type { Instant } from "../base/instant.ts";
import type { StagePlan } from "../plan/execution-plan.ts";
import { callOf } from "./call-of.ts";
import type { Place } from "./place.ts";
import type { ActionStart, AttemptState, Running } from "./run-state.ts";
import { stageOf } from "./stage-of.ts";

/** When something must be over, and what to say where it is not. */
export interface Timeout {
  readonly at: Instant;
  readonly of: "attempt" | "action" | "stage" | "pipeline";
  readonly message: string;
}

/** patience: the wait for a program that has said its result, or that it has stopped, is over; what it said decides. */
export type Deadline = Timeout | { readonly at: Instant; readonly of: "patience" };

/** How long a COMPONENT_STOP without a result waits for one, or for the exit. */
const RESULT_AFTER_STOP_MS = 10_000;

/** When an open attempt is sealed at the latest. Once its result is stored only `grace` counts, no timeout. */
export function attemptDeadline(
  run: Running,
  place: Place,
  started: ActionStart,
  attempt: AttemptState,
): Deadline | undefined {
  const result = callOf(attempt, "TASK_RESULT");
  if (result) return { at: result.at + place.plan.component.graceMs, of: "patience" };
  const stop = callOf(attempt, "COMPONENT_STOP");
  return earliest([
    stop && { at: stop.at + RESULT_AFTER_STOP_MS, of: "patience" },
    timeout("attempt", "the attempt", startKnown(attempt), place.plan.attemptTimeoutMs),
    actionTimeout(place, started),
    place.stage && stageTimeout(run, place.stage),
    place.stage && pipelineTimeout(run),
  ]);
}

/** One that was last seen as it was starting may have started any time since: the look at its deadline tells. */
function startKnown({ startedAt, startingSince }: AttemptState): Instant | undefined {
  return startedAt ?? startingSince;
}

/** When all attempts of an action, with the pauses between them, must be over. */
export function actionTimeout({ plan }: Place, started: ActionStart): Timeout | undefined {
  return timeout("action", "the action", started.at, plan.timeoutMs);
}

/** When a stage must be over, from the start of its first action. */
export function stageTimeout(run: Running, { name, timeoutMs }: StagePlan): Timeout | undefined {
  return timeout("stage", `stage ${name}`, stageOf(run, name).startedAt, timeoutMs);
}

/** When all stages must be over; `finally` is outside it. */
export function pipelineTimeout(run: Running): Timeout | undefined {
  return timeout("pipeline", "the pipeline", run.startedAt, run.plan.timeoutMs);
}

function timeout(
  of: Timeout["of"],
  name: string,
  from: Instant | undefined,
  ms: number | undefined,
): Timeout | undefined {
  if (from === undefined || ms === undefined) return undefined;
  return { at: from + ms, of, message: `${name} took longer than ${durationToText(ms)}` };
}

/** Of those at the same instant the first: the narrowest. */
function earliest(deadlines: readonly (Deadline | undefined)[]): Deadline | undefined {
  return deadlines.reduce((first, next) => (!first || (next && next.at < first.at) ? next : first), undefined);
}
