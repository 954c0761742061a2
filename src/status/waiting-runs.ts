import { runName } from "../base/names.ts";
import type { RunState } from "../run/run-state.ts";
import type { WaitingRun } from "./pipeline-status.ts";
import type { StatusInput } from "./status-input.ts";

/** Which runs have not ended, and what those of each pipeline wait for that have to. */
export function waitingRuns(states: readonly RunState[]): Pick<StatusInput, "underWay" | "waiting"> {
  const underWay = new Set<string>();
  const waiting = new Map<string, WaitingRun[]>();
  for (const state of states) {
    const run = runName(state.pipeline, state.number);
    if (state.phase === "queued" || state.phase === "running") underWay.add(run);
    const reason = whatFor(state);
    if (reason !== undefined)
      waiting.set(state.pipeline, [...(waiting.get(state.pipeline) ?? []), { run, for: reason }]);
  }
  return { underWay, waiting };
}

function whatFor(state: RunState): string | undefined {
  if (state.phase === "queued") return `a place in the group ${state.plan.group} (limit ${state.plan.groupLimit})`;
  if (state.phase !== "running") return undefined;
  const actions = Object.entries(state.actions).filter(
    ([, action]) => action.phase === "waiting" && action.for === "limit",
  );
  return actions.length === 0
    ? undefined
    : `a place for ${actions.map(([name]) => name).join(", ")} (the daemon's limit of active actions)`;
}
