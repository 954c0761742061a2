import type { Instant } from "../base/instant.ts";
import type { Cursor, RequestFate, RequestKey } from "../plan/plan.ts";
import { requestKey } from "../plan/request-key.ts";
import type { Tip } from "../repository/port.ts";
import { endedAsLost } from "../status/ended-as-lost.ts";
import { readPipelineStatus } from "../status/read-pipeline-status.ts";
import { readRequests } from "../status/requests-file.ts";
import { pipelineOfStatusPath, REQUESTS_PATH, runOfPath } from "../status/status-paths.ts";

/** What a status branch says of the work of an owner whose ledger nobody has. */
export interface LeftBehind {
  readonly cursors: ReadonlyMap<string, Cursor>;
  readonly fates: ReadonlyMap<RequestKey, RequestFate>;
  /** What to write of runs that will never be ended by anybody else, by path. */
  readonly lostRuns: ReadonlyMap<string, string>;
}

export async function leftBehindOn(tip: Tip, at: Instant): Promise<LeftBehind> {
  const paths = [...(await tip.list()).keys()];
  const texts = await tip.read([REQUESTS_PATH, ...paths.filter(isPipelineOrRun)]);
  const cursors = new Map<string, Cursor>();
  for (const [path, text] of texts) {
    const pipeline = pipelineOfStatusPath(path);
    const cursor = pipeline === undefined ? undefined : readPipelineStatus(text)?.cursor;
    if (pipeline !== undefined && cursor) cursors.set(pipeline, cursor);
  }
  const fates = readRequests(texts.get(REQUESTS_PATH) ?? "") ?? [];
  return {
    cursors,
    fates: new Map(fates.map((fate) => [requestKey(fate), fate])),
    lostRuns: endedAsLost(texts, at),
  };
}

/** Whether it is the status file of a pipeline or of a run. */
function isPipelineOrRun(path: string): boolean {
  return pipelineOfStatusPath(path) !== undefined || (path.endsWith(".yaml") && runOfPath(path) !== undefined);
}
