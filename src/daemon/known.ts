import type { Diagnostic } from "../base/diagnostic.ts";
import type { LedgerContent } from "../ledger/port.ts";
import type { Cursor, PipelineStanding, Plan, RequestFate, RequestKey } from "../plan/plan.ts";
import { requestKey } from "../plan/request-key.ts";

/** What the ledger holds of planning, in memory, and what the last look at the repository said. */
export interface Known {
  readonly ledgerId: string;
  /** False until the first plan was accepted: then this is the first sync. */
  readonly acted: boolean;
  readonly cursors: ReadonlyMap<string, Cursor>;
  readonly fates: ReadonlyMap<RequestKey, RequestFate>;
  /** Absent before the first look. */
  readonly look?: Look;
}

export interface Look {
  readonly commit: string;
  readonly standings: readonly PipelineStanding[];
  readonly diagnostics: readonly Diagnostic[];
  /** Requests whose document exists now. */
  readonly requests: ReadonlySet<RequestKey>;
}

export function knownFrom(content: Pick<LedgerContent, "id" | "used" | "cursors" | "fates">): Known {
  return { ledgerId: content.id, acted: content.used, cursors: content.cursors, fates: content.fates };
}

/** What is known once the plan was accepted. */
export function knownAfter(known: Known, plan: Plan, requests: ReadonlySet<RequestKey>): Known {
  const cursors = new Map(known.cursors);
  for (const { pipeline, to } of plan.cursors) cursors.set(pipeline, to);
  const fates = new Map(known.fates);
  for (const fate of plan.fates) fates.set(requestKey(fate), fate);
  const look = { commit: plan.commit, standings: plan.pipelines, diagnostics: plan.diagnostics, requests };
  return { ledgerId: known.ledgerId, acted: true, cursors, fates, look };
}
