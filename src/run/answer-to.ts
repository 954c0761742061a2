import { canonicalJson } from "../base/digest.ts";
import { callOf } from "./call-of.ts";
import { findAttempt } from "./find-attempt.ts";
import type { Call, CallBody } from "./run-event.ts";
import type { RunState } from "./run-state.ts";

/** accepted: new, and counts · repeated: stored already · conflicting: another result is stored · closed: too late. */
export type CallAnswer = "accepted" | "repeated" | "conflicting" | "closed";

/** Whether a call counts, asked on the state before it. A repeat stays one after the attempt has closed. */
export function answerTo(state: RunState, call: Call): CallAnswer {
  const attempt = findAttempt(state, call.attempt);
  if (!attempt) return "closed";
  const stored = callOf(attempt, call.event);
  if (stored && isRepeat(stored, call)) return "repeated";
  if (attempt.seal) return "closed";
  return stored && call.event === "TASK_RESULT" ? "conflicting" : "accepted";
}

/** A start or a stop happens once, whatever the second call says of it; what carries data is compared. */
function isRepeat(stored: CallBody, { event, body }: Call): boolean {
  const isData = event === "TASK_STATUS" || event === "TASK_RESULT";
  return !isData || canonicalBody(stored) === canonicalBody(body);
}

function canonicalBody({ status, result, output, progress }: CallBody): string {
  return canonicalJson([status ?? null, result ?? null, output ?? null, progress ?? null]);
}
