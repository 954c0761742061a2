import type { Instant } from "../base/instant.ts";
import type { RetryCause } from "../plan/execution-plan.ts";
import { actionTimeout } from "./deadline.ts";
import { endedAction } from "./ended-action.ts";
import { withNewAttempt } from "./new-attempt.ts";
import type { Place } from "./place.ts";
import type { Reason, RuntimeCause } from "./reason.ts";
import type { ActionState, AttemptState, RunningAction, Seal } from "./run-state.ts";

/** How often an attempt that ended before it started is replaced without counting as a retry. */
const REPLACED_AT_MOST = 3;

const LONGEST_PAUSE_MS = 300_000;

/** What would be refused again in the same way. */
const LASTING_CAUSES: ReadonlySet<RuntimeCause> = new Set([
  "start-failed",
  "rejected",
  "secret-missing",
  "source-gone",
  "engine-error",
]);

/** What `retry.on: failed` stands for; every other cause goes by its own name. */
const FAILURES: ReadonlySet<Reason> = new Set([
  "exit-code",
  "result-failed",
  "no-result",
  "bad-output",
  "start-failed",
  "out-of-memory",
]);

/** What follows a failed attempt: at once its replacement, after a pause the next one, or the end of the action. */
export function afterFailure(place: Place, action: RunningAction, seal: Seal, at: Instant): ActionState {
  const { attempts, started } = action;
  const end = endedAction(action, seal, at);
  const timeout = actionTimeout(place, started);
  if (timeout && timeout.at <= at) return end;
  const neverStarted = attempts.filter(isReplaceable).length;
  const last = attempts.at(-1);
  if (last && isReplaceable(last) && neverStarted <= REPLACED_AT_MOST) return withNewAttempt(action, started, at);
  const { limit, backoffMs, on } = place.plan.retry;
  const retries = attempts.length - 1 - Math.min(neverStarted, REPLACED_AT_MOST);
  if (retries >= limit || !on.some((cause) => isMeant(cause, seal.reason))) return end;
  if (backoffMs === 0) return { phase: "waiting", for: "limit", since: at, attempts, started };
  const pauseMs = Math.min(backoffMs * 2 ** retries, LONGEST_PAUSE_MS);
  return { phase: "waiting", for: "retry", until: at + pauseMs, attempts, started };
}

/** It was ended before it started, by a cause that another attempt may not meet. */
function isReplaceable({ startedAt, exit }: AttemptState): boolean {
  return startedAt === undefined && exit?.cause !== undefined && !LASTING_CAUSES.has(exit.cause);
}

function isMeant(cause: RetryCause, reason: Reason | undefined): boolean {
  return reason !== undefined && (cause === "failed" ? FAILURES.has(reason) : cause === reason);
}
