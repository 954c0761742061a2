import type { EndedRun, RunningRun, StageState } from "./run-state.ts";

const PENDING: StageState = { phase: "pending" };

/** A stage as it stands. */
export function stageOf({ stages }: Pick<RunningRun | EndedRun, "stages">, name: string): StageState {
  return stages[name] ?? PENDING;
}
