import { newestNumber, runsAtTip } from "./runs-at-tip.ts";
import type { StatusInput, TipView } from "./status-input.ts";
import {
  DIAGNOSTICS_PATH,
  OWNER_PATH,
  pipelineOfStatusPath,
  pipelineStatusPath,
  README_PATH,
  REQUESTS_PATH,
  runStatusPath,
} from "./status-paths.ts";
import { touchedPipelines } from "./touched.ts";

/** Status files of pipelines whose summaries are not known yet: read them, `summaryOf` each, and keep it by blob id. */
export function pathsWithoutSummary({ paths, summaries }: Pick<TipView, "paths" | "summaries">): readonly string[] {
  const wanted: string[] = [];
  for (const [path, blob] of paths) {
    if (pipelineOfStatusPath(path) !== undefined && !summaries.has(blob)) wanted.push(path);
  }
  return wanted;
}

/** The files of the tip whose texts `renderStatus` needs. */
export function pathsToRead(input: StatusInput, tip: Pick<TipView, "paths" | "summaries">): readonly string[] {
  const { pipelines } = touchedPipelines(input, tip);
  const runs = runsAtTip(tip.paths.keys(), pipelines);
  const wanted = new Set([OWNER_PATH, DIAGNOSTICS_PATH, REQUESTS_PATH, ...(input.ownBranch ? [README_PATH] : [])]);
  for (const pipeline of pipelines) {
    wanted.add(pipelineStatusPath(pipeline));
    const newest = newestNumber(runs, pipeline, []);
    if (newest !== undefined) wanted.add(runStatusPath(pipeline, newest)); // for the graph
  }
  for (const { pipeline, number } of input.runs) wanted.add(runStatusPath(pipeline, number));
  return [...wanted].filter((path) => tip.paths.has(path));
}
