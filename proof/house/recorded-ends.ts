import type { BranchMove } from "../../bench/branch-moves.ts";
import { readRunStatus } from "../../src/status/read-run-status.ts";
import type { TemporaryRepository } from "../../test/fixtures/temporary-repository.ts";
import { writingsOf } from "../../test/journeys/history.ts";

/** When a run ended, and when the remote first said so; in ms since 1970. */
export interface RecordedEnd {
  readonly run: string;
  readonly endedAt: number;
  readonly recordedAt: number;
  /** The commit that first said so, counted from the first of the branch. */
  readonly position: number;
}

/** The ends of all runs, in the order in which the branch tells them. */
export async function recordedEnds(
  repository: TemporaryRepository,
  branch: string,
  moves: readonly BranchMove[],
): Promise<readonly RecordedEnd[]> {
  const commits = (await repository.git("rev-list", "--first-parent", "--reverse", branch)).split("\n");
  const positions = new Map(commits.map((commit, position) => [commit, position]));
  const ends = new Map<string, RecordedEnd>();
  for (const { commit, path, text } of await writingsOf(repository, branch)) {
    const run = /^status\/runs\/[^/]+\/\d+\.yaml$/.test(path) ? readRunStatus(text) : undefined;
    if (run?.status.endedAt === undefined || ends.has(run.metadata.name)) continue;
    const position = positions.get(commit) ?? Number.NaN;
    // Of moves that followed each other at once the last alone may have been seen.
    const seen = moves.find((move) => move.branch === branch && (positions.get(move.commit) ?? -1) >= position);
    const recordedAt = seen?.at ?? Number.NaN;
    const endedAt = Date.parse(run.status.endedAt);
    ends.set(run.metadata.name, { run: run.metadata.name, endedAt, recordedAt, position });
  }
  return [...ends.values()];
}
