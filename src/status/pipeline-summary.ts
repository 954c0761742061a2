import type { PipelineStatus } from "./pipeline-status.ts";
import { readPipelineStatus } from "./read-pipeline-status.ts";

/** What the overview and the search for changes need of a pipeline's status file: it and its newest run. */
export type PipelineSummary = PipelineStatus;

const FIRST_RUN = "\n  lastRuns:\n    - ";

/**
 * Reads the summary of a pipeline's status file; undefined where it is none. Fifty runs would take fifty times as long
 * as one, and a new daemon reads the file of every pipeline, so all runs but the newest are cut off first.
 */
export function summaryOf(content: string): PipelineSummary | undefined {
  const runs = content.indexOf(FIRST_RUN);
  if (runs === -1) return readPipelineStatus(content);
  const second = content.indexOf("\n    - ", runs + FIRST_RUN.length);
  return readPipelineStatus(second === -1 ? content : content.slice(0, second + 1));
}

/** The summary of a status file that was read already. */
export function summaryOfStatus(status: PipelineStatus): PipelineSummary {
  return { ...status, status: { ...status.status, lastRuns: status.status.lastRuns.slice(0, 1) } };
}
