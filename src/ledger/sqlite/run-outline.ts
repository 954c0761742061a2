import type { RunState } from "../../run/run-state.ts";

/**
 * Whether what was read has the outline of a run: all that is walked through whatever happens, so that a row that someone
 * changed fails where it is read and not where all runs are looked at. What stands at the ends was written by this program.
 */
export function isRunState(state: unknown, uid: string): state is RunState {
  if (!isObject(state) || state.formatVersion !== 1 || state.uid !== uid) return false;
  if (!isCount(state.revision) || !isPlan(state.plan)) return false;
  return state.phase === "queued" || (PHASES.has(state.phase) && isGraph(state));
}

/** Of a run that has begun. */
const PHASES: ReadonlySet<unknown> = new Set([
  "running",
  "succeeded",
  "failed",
  "cancelled",
] satisfies RunState["phase"][]);

function isPlan(plan: unknown): boolean {
  if (!isObject(plan) || typeof plan.group !== "string" || !isCount(plan.groupLimit)) return false;
  const isActionPlan = (action: unknown) => isObject(action) && isText(action.name) && isObject(action.component);
  const isStagePlan = (stage: unknown) =>
    isObject(stage) && isText(stage.name) && isListOf(stage.actions, isActionPlan);
  return isListOf(plan.stages, isStagePlan) && isListOf(plan.finally, isActionPlan);
}

function isGraph({ stages, actions, cancels }: Fields): boolean {
  return isTableOf(stages, isPhased) && isTableOf(actions, isActionState) && isListOf(cancels, isObject);
}

function isActionState(action: unknown): boolean {
  return isPhased(action) && (action.phase === "pending" || isListOf(action.attempts, isAttemptState));
}

function isAttemptState(attempt: unknown): boolean {
  return isObject(attempt) && isCount(attempt.number) && isListOf(attempt.calls, isObject);
}

interface Fields {
  readonly [name: string]: unknown;
}

function isObject(value: unknown): value is Fields {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

function isPhased(value: unknown): value is Fields {
  return isObject(value) && isText(value.phase);
}

function isListOf(value: unknown, isItem: (item: unknown) => boolean): boolean {
  return Array.isArray(value) && value.every(isItem);
}

function isTableOf(value: unknown, isItem: (item: unknown) => boolean): boolean {
  return isObject(value) && Object.values(value).every(isItem);
}

function isText(value: unknown): boolean {
  return typeof value === "string";
}

function isCount(value: unknown): boolean {
  return Number.isSafeInteger(value);
}
