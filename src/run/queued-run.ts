import { digestOf } from "../base/digest.ts";
import type { Instant } from "../base/instant.ts";
import type { PlannedStart } from "../plan/plan.ts";
import type { RunState } from "./run-state.ts";

/** A run as it is accepted. Its uid differs between ledgers, so that the names and URLs of two daemons never meet. */
export function queuedRun(
  start: PlannedStart,
  facts: {
    readonly ledgerId: string;
    readonly branch: string;
    readonly repository: string;
    readonly keyId: string;
    readonly at: Instant;
  },
): RunState {
  const { pipeline, number, trigger, commit, execution } = start;
  const { ledgerId, branch, repository, keyId, at } = facts;
  return {
    formatVersion: 1,
    uid: digestOf([ledgerId, pipeline, number]).slice(0, 20),
    pipeline,
    number,
    trigger,
    commit,
    branch,
    repository,
    with: start.with,
    plan: execution,
    keyId,
    queuedAt: at,
    revision: 1,
    phase: "queued",
  };
}
