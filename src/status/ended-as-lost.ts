import { type Instant, instantToText } from "../base/instant.ts";
import { readRunStatus } from "./read-run-status.ts";
import type { ActionStatus, RunStatus } from "./run-status.ts";
import { yamlText } from "./yaml-text.ts";

/** The status file of a run whose daemon is gone for good, ended as lost; undefined where it has ended, or is none. */
export function endedAsLost(content: string, at: Instant): string | undefined {
  const run = readRunStatus(content);
  if (!run || (run.status.phase !== "queued" && run.status.phase !== "running")) return undefined;
  return yamlText(lost(run, instantToText(at)));
}

function lost({ status, metadata, ...run }: RunStatus, endedAt: string): RunStatus {
  const action = (one: ActionStatus): ActionStatus =>
    isOpen(one.phase) ? { ...one, phase: one.phase === "pending" ? "skipped" : "failed", reason: "lost" } : one;
  const stages = status.stages.map((stage) => ({
    ...stage,
    ...(isOpen(stage.phase) && { phase: "failed" as const, reason: "lost" }),
    actions: stage.actions.map(action),
  }));
  return {
    ...run,
    metadata: { ...metadata, revision: metadata.revision + 1 },
    status: {
      ...status,
      phase: "failed",
      reason: "lost",
      message: "the daemon that ran it is gone",
      endedAt,
      stages,
      finally: status.finally.map(action),
    },
  };
}

function isOpen(phase: ActionStatus["phase"]): boolean {
  return phase === "pending" || phase === "waiting" || phase === "starting" || phase === "running";
}
