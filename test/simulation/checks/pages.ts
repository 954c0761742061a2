import { badge } from "../../../src/status/badge.ts";
import { pipelineReadme } from "../../../src/status/pipeline-readme.ts";
import { readPipelineStatus } from "../../../src/status/read-pipeline-status.ts";
import { readRunStatus } from "../../../src/status/read-run-status.ts";
import { badgePath, pipelineReadmePath, pipelineStatusPath, runStatusPath } from "../../../src/status/status-paths.ts";
import type { Check } from "../happenings.ts";
import { lostRuns } from "../lost-runs.ts";
import type { Commit } from "../model-remote.ts";
import type { Scene } from "../scene.ts";

/**
 * In the end each pipeline's status file lists its runs, and its pages show what the file says; no commit on top of
 * other people's makes a badge show anything else. Where people wrote to the file, that is theirs to mend.
 */
export function pagesFit({ world, remote, people, runs }: Scene): Check {
  const { lost, ...listening } = lostRuns();
  let last: string | undefined;

  function look(pipeline: string, textOf: (path: string) => string | undefined): void {
    const status = readPipelineStatus(textOf(pipelineStatusPath(pipeline)) ?? "");
    const newest = status?.status.lastRuns[0]?.number;
    if (!status || newest === undefined) return;
    const listed = new Set(status.status.lastRuns.map(({ number, phase }) => `${number} ${phase}`));
    for (const { uid, pipeline: ofRun, number, phase } of runs.values()) {
      if (ofRun === pipeline && !lost.has(uid) && !listed.has(`${number} ${phase}`))
        world.violated(`${pipeline}-${number} is not in the list of its pipeline as ${phase}`);
    }
    if (textOf(badgePath(pipeline)) !== badge(status))
      world.violated(`the badge of ${pipeline} does not fit its status`);
    const run = readRunStatus(textOf(runStatusPath(pipeline, newest)) ?? "");
    if (textOf(pipelineReadmePath(pipeline)) !== pipelineReadme(status, run))
      world.violated(`the page of ${pipeline} does not fit its status`);
  }

  function lookAtBadges({ files }: Commit): void {
    for (const pipeline of people.versions.keys()) {
      const [shown, path] = [files.get(badgePath(pipeline))?.text, pipelineStatusPath(pipeline)];
      const status = readPipelineStatus(files.get(path)?.text ?? "");
      if (shown !== undefined && status && !remote.byHand.has(path) && shown !== badge(status))
        world.violated(`the badge of ${pipeline} does not fit its status`);
    }
  }

  return {
    ...listening,
    pushed(commit) {
      if (commit.by === "daemon" && commit.parent !== last) lookAtBadges(commit);
      last = commit.sha;
    },
    ended() {
      const files = remote.head("pilotage-status")?.files;
      for (const pipeline of people.versions.keys())
        if (!remote.byHand.has(pipelineStatusPath(pipeline))) look(pipeline, (path) => files?.get(path)?.text);
    },
  };
}
