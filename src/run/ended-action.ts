import type { Instant } from "../base/instant.ts";
import { attemptsOf } from "./action-of.ts";
import type { ActionState, EndedAction } from "./run-state.ts";

/** How something ended; a Seal, a Gate and a Halt say so too. */
export type End = Pick<EndedAction, "phase" | "reason" | "message"> & Partial<Pick<EndedAction, "outputs">>;

/** The action at its end, with its attempts so far. */
export function endedAction(
  action: ActionState,
  { phase, reason, message, outputs = {} }: End,
  at: Instant,
): EndedAction {
  const started = action.phase === "pending" ? undefined : action.started;
  return {
    phase,
    ...(reason && { reason }),
    ...(message !== undefined && { message }),
    endedAt: at,
    attempts: attemptsOf(action),
    ...(started && { started }),
    outputs,
  };
}
