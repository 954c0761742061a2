import type { Cursor, PipelineStanding } from "../plan/plan.ts";
import type { WaitingRun } from "./pipeline-status.ts";
import type { PipelineSummary } from "./pipeline-summary.ts";
import type { StatusInput, TipView } from "./status-input.ts";
import { pipelineStatusPath } from "./status-paths.ts";

/** How many pipelines are written at once without a run of theirs: with thousands the rest follows in the next commits. */
const AT_ONCE = 200;

/** Pipelines whose files must be looked at. */
export interface Touched {
  readonly pipelines: readonly string[];
  /** There are more than one commit takes. */
  readonly more: boolean;
}

/** Those with a run to write, and those whose file at the tip says something else than what is known now. */
export function touchedPipelines(input: StatusInput, tip: Pick<TipView, "paths" | "summaries">): Touched {
  const withRuns = new Set(input.runs.map(({ pipeline }) => pipeline));
  const others: string[] = [];
  for (const { pipeline, phase } of input.look?.standings ?? []) {
    if (withRuns.has(pipeline)) continue;
    const summary = summaryAtTip(pipeline, tip);
    if (!summary || isOutdated(summary, phase, pipeline, input)) others.push(pipeline);
  }
  return { pipelines: [...withRuns, ...others.slice(0, AT_ONCE)].sort(), more: others.length > AT_ONCE };
}

/** What the tip says of a pipeline; undefined where it says nothing. */
function summaryAtTip(pipeline: string, tip: Pick<TipView, "paths" | "summaries">): PipelineSummary | undefined {
  return tip.summaries.get(tip.paths.get(pipelineStatusPath(pipeline)) ?? "");
}

function isOutdated(
  { cursor, status }: PipelineSummary,
  phase: PipelineStanding["phase"],
  pipeline: string,
  { cursors, waiting }: StatusInput,
): boolean {
  return (
    status.phase !== phase ||
    !isSameCursor(cursor, cursors.get(pipeline)) ||
    !isSameWaiting(status.waiting, waiting.get(pipeline) ?? [])
  );
}

function isSameCursor(a: Cursor | undefined, b: Cursor | undefined): boolean {
  return (
    a?.generation === b?.generation &&
    a?.definitionDigest === b?.definitionDigest &&
    a?.pathsDigest === b?.pathsDigest &&
    a?.lastNumber === b?.lastNumber
  );
}

function isSameWaiting(a: readonly WaitingRun[], b: readonly WaitingRun[]): boolean {
  return a.length === b.length && a.every((waiting, i) => waiting.run === b[i]?.run && waiting.for === b[i]?.for);
}
