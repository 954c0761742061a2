import type { PipelineStatus } from "./pipeline-status.ts";
import type { RenderedPipeline } from "./render-pipeline.ts";
import type { RenderedRun } from "./render-run.ts";
import { revisionOf } from "./revise.ts";
import type { RunStatus } from "./run-status.ts";
import { pipelineStatusPath, runStatusPath } from "./status-paths.ts";

/**
 * Status files by their whole text. Those that we wrote come back at the next tip, and the file of a pipeline with
 * fifty runs takes milliseconds to parse.
 */
export interface Written {
  readonly pipelines: ReadonlyMap<string, PipelineStatus>;
  readonly runs: ReadonlyMap<string, RunStatus>;
}

export const NOTHING_WRITTEN: Written = { pipelines: new Map(), runs: new Map() };

/** How many of each are kept: as many as one commit writes. */
const LATEST = 200;

/** What is written with these, just as reading it would give it. */
export function writtenWith(pipelines: readonly RenderedPipeline[], runs: readonly RenderedRun[]): Written {
  return {
    pipelines: new Map(
      pipelines.flatMap(({ status, files }) => {
        const { name } = status.metadata;
        const text = files.get(pipelineStatusPath(name));
        return text === undefined ? [] : [[text, { ...status, metadata: { name, revision: revisionOf(text) } }]];
      }),
    ),
    runs: new Map(
      runs.flatMap(({ status, files }) => {
        const text = files.get(runStatusPath(status.metadata.pipeline, status.metadata.number));
        return text === undefined ? [] : [[text, status]];
      }),
    ),
  };
}

/** The latest of what was written before and now. */
export function latestWritten(before: Written, now: Written): Written {
  return {
    pipelines: new Map([...before.pipelines, ...now.pipelines].slice(-LATEST)),
    runs: new Map([...before.runs, ...now.runs].slice(-LATEST)),
  };
}
