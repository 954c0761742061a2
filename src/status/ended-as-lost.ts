import { type Instant, instantToText } from "../base/instant.ts";
import { readPipelineStatus } from "./read-pipeline-status.ts";
import { readRunStatus } from "./read-run-status.ts";
import { renderPipeline } from "./render-pipeline.ts";
import type { ActionStatus, RunStatus } from "./run-status.ts";
import { newestNumber, runsAtTip } from "./runs-at-tip.ts";
import { pipelineStatusPath, runOfPath, runStatusPath } from "./status-paths.ts";
import { yamlText } from "./yaml-text.ts";

/**
 * What to write where the daemon that wrote these files is gone for good: the runs that have not ended, ended as lost,
 * and what the pages of their pipelines say of them.
 */
export function endedAsLost(texts: ReadonlyMap<string, string>, at: Instant): ReadonlyMap<string, string> {
  const lost: RunStatus[] = [];
  for (const [path, text] of texts) {
    const run = runOfPath(path) && readRunStatus(text);
    if (run && (run.status.phase === "queued" || run.status.phase === "running")) lost.push(ended(run, at));
  }
  const files = new Map(
    lost.map((run) => [runStatusPath(run.metadata.pipeline, run.metadata.number), yamlText(inOrder(run))] as const),
  );
  for (const [pipeline, runs] of Map.groupBy(lost, ({ metadata }) => metadata.pipeline)) {
    for (const [path, text] of pipelineFiles(pipeline, runs, texts)) files.set(path, text);
  }
  return files;
}

function pipelineFiles(
  name: string,
  runs: readonly RunStatus[],
  texts: ReadonlyMap<string, string>,
): ReadonlyMap<string, string> {
  const newest = newestNumber(runsAtTip(texts.keys(), [name]), name, []) ?? 0;
  const newestRun =
    runs.find(({ metadata }) => metadata.number === newest) ??
    readRunStatus(texts.get(runStatusPath(name, newest)) ?? "");
  const now = { name, phase: undefined, cursor: undefined, waiting: [], runs };
  const text = texts.get(pipelineStatusPath(name));
  return renderPipeline(now, newestRun, text === undefined ? undefined : readPipelineStatus(text), text).files;
}

/** Reading a status puts its keys into the order of the format, in which what was added has its place. */
function inOrder(run: RunStatus): RunStatus {
  return readRunStatus(yamlText(run)) ?? run;
}

function ended({ status, metadata, ...run }: RunStatus, at: Instant): RunStatus {
  const stages = status.stages.map((stage) => ({
    ...stage,
    ...(isOpen(stage.phase) && { phase: "failed" as const, reason: "lost" }),
    actions: stage.actions.map(endedAction),
  }));
  return {
    ...run,
    metadata: { ...metadata, revision: metadata.revision + 1 },
    status: {
      ...status,
      phase: "failed",
      reason: "lost",
      message: "the daemon that ran it is gone",
      endedAt: instantToText(at),
      stages,
      finally: status.finally.map(endedAction),
    },
  };
}

function endedAction(action: ActionStatus): ActionStatus {
  if (!isOpen(action.phase)) return action;
  const { for: _, until: __, attempts, ...rest } = action;
  return {
    ...rest,
    phase: action.phase === "pending" ? "skipped" : "failed",
    reason: "lost",
    ...(attempts && {
      attempts: attempts.map((one) => (isOpen(one.phase) ? { ...one, phase: "failed", reason: "lost" } : one)),
    }),
  };
}

function isOpen(phase: ActionStatus["phase"]): boolean {
  return phase === "pending" || phase === "waiting" || phase === "starting" || phase === "running";
}
