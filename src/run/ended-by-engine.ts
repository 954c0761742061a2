import type { Instant } from "../base/instant.ts";
import { mapValues } from "../base/map-values.ts";
import { hasEnded } from "./action-of.ts";
import { endedAction } from "./ended-action.ts";
import { freshGraph } from "./fresh-graph.ts";
import type { ActionState, AttemptState, RunState, StageState } from "./run-state.ts";

/** Closes what is open, for when the core itself failed: it only writes, and asks nothing that could fail again. */
export function endedByEngine(state: RunState, message: string, at: Instant): RunState {
  if (state.phase !== "queued" && state.phase !== "running") return state;
  const why = { phase: "failed", reason: "engine-error", message } as const;
  const graph = state.phase === "queued" ? freshGraph(state.plan, { phase: "pending" }, { phase: "pending" }) : state;
  const attempt = (open: AttemptState): AttemptState =>
    open.seal ? open : { ...open, seal: { ...why, at, outputs: {} } };
  const action = (open: ActionState): ActionState => {
    if (hasEnded(open)) return open;
    const hasBegun = open.phase !== "pending" && open.started !== undefined;
    const closed = endedAction(open, { ...why, phase: hasBegun ? "failed" : "skipped" }, at);
    return { ...closed, attempts: closed.attempts.map(attempt) };
  };
  const stage = (open: StageState): StageState =>
    open.endedAt === undefined ? { ...open, ...why, endedAt: at } : open;
  return {
    ...state,
    ...why,
    revision: state.revision + 1,
    cancels: graph.cancels,
    stages: mapValues(graph.stages, stage),
    actions: mapValues(graph.actions, action),
    endedAt: at,
    outputs: {},
  };
}
