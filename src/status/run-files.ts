import { runName } from "../base/names.ts";
import type { RunRecord } from "../run/run-state.ts";
import { type RenderedRun, renderRun } from "./render-run.ts";
import { isRecorded, saySame } from "./revise.ts";
import type { RunsAtTip } from "./runs-at-tip.ts";
import type { StatusInput, TipView } from "./status-input.ts";
import { runStatusPath } from "./status-paths.ts";

/**
 * The runs to write. One that stands at the tip as new or newer is left out, for nothing ever goes backwards; and one
 * of which there is nothing new to say, as when no more has changed than that an attempt's leftovers are gone.
 */
export function unrecordedRuns(input: StatusInput, tip: TipView): readonly RenderedRun[] {
  const atTip = ({ pipeline, number }: RunRecord) => tip.texts.get(runStatusPath(pipeline, number));
  return input.runs
    .filter((run) => !isRecorded(atTip(run), run))
    .map((run) => ({ run, rendered: renderRun(run, input) }))
    .filter(({ run, rendered }) => !saySame(atTip(run), rendered.files.get(runStatusPath(run.pipeline, run.number))))
    .map(({ rendered }) => rendered);
}

/** Their files, with null for those that the runs, or their pipelines, no longer have. */
export function runFiles(
  runs: readonly RenderedRun[],
  atTip: RunsAtTip,
  outdated: readonly Outdated[],
): ReadonlyMap<string, string | null> {
  const files = new Map<string, string | null>();
  for (const { pipeline, number } of [...runs.map(({ status }) => status.metadata), ...outdated]) {
    for (const path of atTip.get(pipeline)?.get(number) ?? []) files.set(path, null);
  }
  for (const run of runs) for (const [path, content] of run.files) files.set(path, content);
  return files;
}

/** An ended run beyond the number that is kept. */
export interface Outdated {
  readonly pipeline: string;
  readonly number: number;
  /** It is written now, so that history has its end, and leaves with the next commit. */
  readonly isWritten: boolean;
}

export function outdatedRuns(
  runs: readonly RenderedRun[],
  atTip: RunsAtTip,
  { keepRuns, underWay }: Pick<StatusInput, "keepRuns" | "underWay">,
): readonly Outdated[] {
  const written = Map.groupBy(
    runs.map(({ status }) => status.metadata),
    ({ pipeline }) => pipeline,
  );
  return [...atTip].flatMap(([pipeline, there]) => {
    const ours = new Set(written.get(pipeline)?.map(({ number }) => number));
    const newestFirst = [...ours.union(new Set(there.keys()))].sort((a, b) => b - a);
    return newestFirst
      .slice(keepRuns)
      .filter((number) => !underWay.has(runName(pipeline, number)))
      .map((number) => ({ pipeline, number, isWritten: ours.has(number) }));
  });
}
