import type { Ledger } from "../ledger/port.ts";
import type { RunState } from "../run/run-state.ts";
import { type Known, knownFrom } from "./known.ts";

/**
 * What the ledger holds, after a write that was refused and may be in it all the same: nobody else moves its cursors.
 * Runs that it holds more are taken up.
 */
export async function recall(
  ledger: Pick<Ledger, "read">,
  add: (states: readonly RunState[]) => void,
  known: Known,
): Promise<Known> {
  const content = await ledger.read();
  add(content.runs);
  return { ...known, ...knownFrom(content) };
}
