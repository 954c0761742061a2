import type { Diagnostic } from "../../base/diagnostic.ts";
import type { RequestFate } from "../../plan/plan.ts";
import type { Tip } from "../../repository/port.ts";
import { readDiagnostics } from "../../status/diagnostics-file.ts";
import type { PipelineStatus } from "../../status/pipeline-status.ts";
import { readPipelineStatus } from "../../status/read-pipeline-status.ts";
import { readRunStatus } from "../../status/read-run-status.ts";
import { readRequests } from "../../status/requests-file.ts";
import type { RunStatus } from "../../status/run-status.ts";
import { DIAGNOSTICS_PATH, pipelineStatusPath, REQUESTS_PATH, runStatusPath } from "../../status/status-paths.ts";

/** What a daemon has recorded, apart from the runs' own files. */
export interface Recorded {
  /** In the order of the alphabet. */
  readonly pipelines: readonly PipelineStatus[];
  readonly requests: readonly RequestFate[];
  readonly diagnostics: readonly Diagnostic[];
}

/** Reads the status branch as it stands; what is no status file of ours is left out. */
export async function readRecorded(tip: Tip): Promise<Recorded> {
  const paths = [...(await tip.list()).keys()];
  const names = paths.flatMap((path) => /^status\/pipelines\/([^/]+)\/status\.yaml$/.exec(path)?.[1] ?? []).sort();
  const texts = await tip.read([...names.map(pipelineStatusPath), REQUESTS_PATH, DIAGNOSTICS_PATH]);
  return {
    pipelines: names.flatMap((name) => readPipelineStatus(texts.get(pipelineStatusPath(name)) ?? "") ?? []),
    requests: readRequests(texts.get(REQUESTS_PATH) ?? "") ?? [],
    diagnostics: readDiagnostics(texts.get(DIAGNOSTICS_PATH) ?? "")?.diagnostics ?? [],
  };
}

/** One run; undefined where it is not recorded, or no longer in the tree. */
export async function readRun(tip: Tip, pipeline: string, number: number): Promise<RunStatus | undefined> {
  const path = runStatusPath(pipeline, number);
  return readRunStatus((await tip.read([path])).get(path) ?? "");
}
