import type { RunProgress, RunRecord, RunState } from "../../run/run-state.ts";
import { isRunState } from "./run-outline.ts";
import { putValuesBack } from "./values-aside.ts";

/** A run as its tables hold it: JSON texts, and by their paths those of the values that stand aside. */
export interface RunRow {
  readonly uid: string;
  readonly record: string;
  readonly progress: string;
  readonly values: ReadonlyMap<string, string>;
}

/** The two parts of a run as they are stored: what was fixed when it was accepted, and what every save rewrites. */
export function splitRun(state: RunState): { readonly record: RunRecord; readonly progress: RunProgress } {
  const {
    formatVersion,
    uid,
    pipeline,
    number,
    trigger,
    commit,
    branch,
    repository,
    with: values,
    plan,
    keyId,
    queuedAt,
    ...progress
  } = state;
  const record = {
    formatVersion,
    uid,
    pipeline,
    number,
    trigger,
    commit,
    branch,
    repository,
    with: values,
    plan,
    keyId,
    queuedAt,
  };
  return { record, progress };
}

/** A run as its rows say; throws an Error that says what is wrong with them. */
export function joinRun(row: RunRow): RunState {
  const progress: unknown = JSON.parse(row.progress);
  putValuesBack(progress, row.values);
  const state: unknown = { ...asObject(JSON.parse(row.record)), ...asObject(progress) };
  if (isRunState(state, row.uid)) return state;
  throw new Error("it is no run of a format that this version reads");
}

function asObject(value: unknown): object {
  return typeof value === "object" && value !== null ? value : {};
}
