import type { CallbackEvent } from "./run-event.ts";
import type { AttemptState, CallFact } from "./run-state.ts";

/** The stored call of this event. */
export function callOf({ calls }: AttemptState, event: CallbackEvent): CallFact | undefined {
  return calls.find((call) => call.event === event);
}
