import { revisionOf } from "./revise.ts";
import { pipelineOfPagePath, pipelineStatusPath, README_PATH, runOfPath, runStatusPath } from "./status-paths.ts";

/** Files of a tip: blob ids by path. */
type Tree = ReadonlyMap<string, string>;

/** Status files that both tips have, with different contents: their revisions decide, so their texts are needed. */
export function pathsToCompare(before: Tree, now: Tree): readonly string[] {
  return [...before].flatMap(([path, blob]) => {
    const isVersioned = path.startsWith("status/") && path.endsWith(".yaml");
    return isVersioned && now.has(path) && now.get(path) !== blob ? [path] : [];
  });
}

/**
 * The files of the last acknowledged tip that must be written again on a tip that does not follow from it, because
 * someone deleted or rewrote the branch: what is missing there, and what stands there in a lower revision, with
 * everything that belongs to the same run or pipeline.
 */
export function missingFrom(
  before: Tree,
  now: Tree,
  texts: { readonly before: ReadonlyMap<string, string>; readonly now: ReadonlyMap<string, string> },
  ownBranch: boolean,
): readonly string[] {
  const older = new Set(
    pathsToCompare(before, now).filter((path) => revisionOf(texts.now.get(path)) < revisionOf(texts.before.get(path))),
  );
  return [...before.keys()].filter((path) => {
    if (!path.startsWith("status/") && !(ownBranch && path === README_PATH)) return false;
    const run = runOfPath(path);
    const pipeline = pipelineOfPagePath(path);
    if (pipeline !== undefined) return isRestoredWith(pipelineStatusPath(pipeline)) || isLostBeside(path, pipeline);
    return !now.has(path) || older.has(path) || (run && older.has(runStatusPath(run.pipeline, run.number)));
  });

  function isRestoredWith(statusPath: string): boolean {
    return older.has(statusPath) || !now.has(statusPath);
  }

  /** A page shows what the status file says: beside one that says something else it would be wrong. */
  function isLostBeside(page: string, pipeline: string): boolean {
    const statusPath = pipelineStatusPath(pipeline);
    return !now.has(page) && now.get(statusPath) === before.get(statusPath);
  }
}
