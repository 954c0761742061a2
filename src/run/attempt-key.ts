import { runName } from "../base/names.ts";
import type { AttemptKey } from "./run-event.ts";
import type { RunRecord } from "./run-state.ts";

/** The key of an attempt of a run's action; copies come with matrices. */
export function attemptKey({ uid, pipeline, number }: RunRecord, action: string, attempt: number): AttemptKey {
  return { uid, run: runName(pipeline, number), action, copy: 0, attempt };
}
