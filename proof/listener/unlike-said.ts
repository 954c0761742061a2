import { isDeepStrictEqual } from "node:util";
import type { CallFact } from "../../src/run/run-state.ts";
import type { Said } from "./good-calls.ts";

/** Where a ledger holds other calls than those that were answered by 200: none may be lost, and none may be added. */
export function unlikeSaid(stored: ReadonlyMap<string, readonly CallFact[]>, said: readonly Said[]): readonly string[] {
  const saidBy = new Map(said.map(({ who, calls }) => [who, calls]));
  const lost = said.filter(({ who }) => !stored.has(who)).map(({ who }) => `the ledger has lost the run ${who}`);
  const unlike = Array.from(stored).flatMap(([who, facts]) => {
    const held = facts.map(({ event, at: _, ...body }) => ({ event, body }));
    const due = saidBy.get(who) ?? [];
    if (isDeepStrictEqual(held, due)) return [];
    return [`the ledger holds ${JSON.stringify(held)} of ${who}, who said ${JSON.stringify(due)}`];
  });
  return [...lost, ...unlike];
}
