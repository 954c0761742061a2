import { runName } from "../../../src/base/names.ts";
import { badge } from "../../../src/status/badge.ts";
import { pipelineReadme } from "../../../src/status/pipeline-readme.ts";
import { readPipelineStatus } from "../../../src/status/read-pipeline-status.ts";
import { readRunStatus } from "../../../src/status/read-run-status.ts";
import { badgePath, pipelineReadmePath, pipelineStatusPath, runStatusPath } from "../../../src/status/status-paths.ts";
import type { Check } from "../happenings.ts";
import type { File } from "../model-remote.ts";
import type { Scene } from "../scene.ts";

/** In the end every run has ended and stands in Git as it did, every version has run, and every page shows what its status file says. */
export function allIsWritten({ world, remote, people, runs }: Scene): Check {
  const forgotten = new Set<string>();
  /** Recorded, forgotten, and then lost with the branch and the cache; the log has said so. */
  const gone = new Set<string>();

  return {
    forgotten: (uid) => void forgotten.add(uid),
    logged(line) {
      if (line.includes("nowhere to be found")) for (const uid of forgotten) gone.add(uid);
    },
    ended() {
      const files = remote.head("pilotage-status")?.files ?? new Map<string, File>();
      for (const state of runs.values()) {
        const { uid, pipeline, number, phase } = state;
        const written = /^ {2}phase: (\w+)$/m.exec(files.get(runStatusPath(pipeline, number))?.text ?? "")?.[1];
        if (!("endedAt" in state)) world.violated(`${runName(pipeline, number)} has not ended`);
        else if (written !== phase && !gone.has(uid))
          world.violated(`${runName(pipeline, number)} is ${phase}, and ${written ?? "missing"} in Git`);
      }
      for (const pipeline of people.standing) versionHasRun(pipeline);
      for (const pipeline of people.versions.keys()) pagesFit(pipeline, files);
    },
  };

  function versionHasRun(pipeline: string): void {
    const version = `"VERSION":{"value":"${people.versions.get(pipeline)}"}`;
    const hasRun = [...runs.values()].some(
      (state) => state.pipeline === pipeline && JSON.stringify(state.plan).includes(version),
    );
    if (!hasRun) world.violated(`the last version of ${pipeline} was never run`);
  }

  /** Beside a status file that people wrote to, its pages are theirs to mend. */
  function pagesFit(pipeline: string, files: ReadonlyMap<string, File>): void {
    if (remote.byHand.has(pipelineStatusPath(pipeline))) return;
    const textOf = (path: string) => files.get(path)?.text;
    const status = readPipelineStatus(textOf(pipelineStatusPath(pipeline)) ?? "");
    const newest = status?.status.lastRuns[0]?.number;
    if (!status || newest === undefined) return;
    const run = readRunStatus(textOf(runStatusPath(pipeline, newest)) ?? "");
    if (textOf(badgePath(pipeline)) !== badge(status))
      world.violated(`the badge of ${pipeline} does not fit its status`);
    if (textOf(pipelineReadmePath(pipeline)) !== pipelineReadme(status, run))
      world.violated(`the page of ${pipeline} does not fit its status`);
  }
}
