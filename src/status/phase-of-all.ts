import type { ActionStatus } from "./run-status.ts";

/** What goes on counts before what is over, and of that the worst. */
const ORDER = ["running", "starting", "waiting", "failed", "cancelled", "pending", "succeeded", "skipped"] as const;

/** A stage has its phase from the engine; `finally` is shown as one, so its phase follows from its actions. */
export function phaseOfAll(actions: readonly Pick<ActionStatus, "phase">[]): ActionStatus["phase"] {
  return ORDER.find((phase) => actions.some((action) => action.phase === phase)) ?? "pending";
}
