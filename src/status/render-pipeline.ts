import { badge } from "./badge.ts";
import { pipelineReadme } from "./pipeline-readme.ts";
import { nextPipelineStatus, type PipelineNow, type PipelineStatus, renderPipelineStatus } from "./pipeline-status.ts";
import type { RunStatus } from "./run-status.ts";
import { badgePath, pipelineReadmePath, pipelineStatusPath } from "./status-paths.ts";

/** A pipeline as it will stand there, and what to write for it. */
export interface RenderedPipeline {
  readonly status: PipelineStatus;
  /** Empty where the tip says the same. */
  readonly files: ReadonlyMap<string, string>;
}

/** What the repository shows of one pipeline, merged onto its status at the tip; a page and a badge once it ran. */
export function renderPipeline(
  now: Omit<PipelineNow, "phase"> & { readonly phase: PipelineNow["phase"] | undefined },
  newestRun: RunStatus | undefined,
  before: PipelineStatus | undefined,
  atTip: string | undefined,
): RenderedPipeline {
  const phase = now.phase ?? before?.status.phase ?? "active";
  const status = nextPipelineStatus(before, { ...now, phase, cursor: now.cursor ?? before?.cursor });
  const text = renderPipelineStatus(status, atTip);
  const files = new Map<string, string>();
  if (text !== undefined) files.set(pipelineStatusPath(now.name), text);
  // The page shows how far the newest run is, also where its line in the list stays the same.
  const isPageStale = text !== undefined || (newestRun !== undefined && now.runs.includes(newestRun));
  if (isPageStale && status.status.lastRuns.length > 0) {
    files.set(pipelineReadmePath(now.name), pipelineReadme(status, newestRun));
    files.set(badgePath(now.name), badge(status));
  }
  return { status, files };
}
