import type { RunState } from "../../run/run-state.ts";
import type { RunStatus } from "../../status/run-status.ts";
import { runStatusOf } from "../../status/run-status-of.ts";

/** A run as its status file would show it, with every value whole: one shape for both commands that show runs. */
export function statusOf(state: RunState): RunStatus {
  const whole = {
    value: <Value>(value: Value) => value,
    values: <Values>(values: Values) => values,
    contents: new Map(),
  };
  return runStatusOf(state, { runtimeName: "process", aside: whole, logs: new Map() });
}
