import { runOfPath } from "./status-paths.ts";

/** All files of runs at the tip, by pipeline and number. */
export type RunsAtTip = ReadonlyMap<string, ReadonlyMap<number, readonly string[]>>;

/** Finds the files of these pipelines' runs, in one pass over the tree. */
export function runsAtTip(paths: Iterable<string>, pipelines: readonly string[]): RunsAtTip {
  const found = new Map(pipelines.map((pipeline) => [pipeline, new Map<number, string[]>()]));
  if (found.size === 0) return found;
  for (const path of paths) {
    if (!path.startsWith("status/runs/")) continue;
    const run = runOfPath(path);
    const numbers = run && found.get(run.pipeline);
    if (!numbers) continue;
    const files = numbers.get(run.number);
    if (files) files.push(path);
    else numbers.set(run.number, [path]);
  }
  return found;
}

/** The newest number of a pipeline's runs; undefined where there is none. */
export function newestNumber(runs: RunsAtTip, pipeline: string, others: Iterable<number>): number | undefined {
  let newest: number | undefined;
  for (const number of [...(runs.get(pipeline)?.keys() ?? []), ...others]) newest = Math.max(newest ?? 0, number);
  return newest;
}
