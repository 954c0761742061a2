import type { Instant } from "../base/instant.ts";
import type { RequestKey } from "../plan/plan.ts";
import { freshGraph } from "./fresh-graph.ts";
import type { CancelFact, RunState } from "./run-state.ts";

/** The run after a Cancel. The same one again changes nothing; another one ends `finally` too. */
export function withCancel(
  state: RunState,
  { by, reason, at }: { readonly by: RequestKey; readonly reason: string; readonly at: Instant },
): RunState {
  const cancel: CancelFact = { by, reason, at };
  const why = { reason: "cancelled", message: cancelToText(cancel) } as const;
  switch (state.phase) {
    case "queued": {
      const skipped = { ...why, phase: "skipped", endedAt: at } as const;
      const graph = freshGraph(state.plan, skipped, { ...skipped, attempts: [], outputs: {} });
      return { ...state, ...graph, ...why, phase: "cancelled", cancels: [cancel], endedAt: at, outputs: {} };
    }
    case "running": {
      if (state.cancels.some((known) => known.by === by)) return state;
      const outcome = state.outcome ?? ({ ...why, phase: "cancelled" } as const);
      return { ...state, cancels: [...state.cancels, cancel], outcome };
    }
    case "succeeded":
    case "failed":
    case "cancelled":
      return state;
  }
}

/** What a Cancel says, for people. */
export function cancelToText({ reason }: Pick<CancelFact, "reason">): string {
  return reason === "" ? "cancelled" : `cancelled: ${reason}`;
}
