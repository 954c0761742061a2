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
  input: Pick<StatusInput, "keepRuns" | "underWay">,
): ReadonlyMap<string, string | null> {
  const files = new Map<string, string | null>();
  for (const { status } of runs) {
    const { pipeline, number } = status.metadata;
    for (const path of atTip.get(pipeline)?.get(number) ?? []) files.set(path, null);
  }
  for (const path of outdatedFiles(runs, atTip, input)) files.set(path, null);
  for (const run of runs) for (const [path, content] of run.files) files.set(path, content);
  return files;
}

/** Of ended runs beyond the number that is kept. */
function outdatedFiles(
  runs: readonly RenderedRun[],
  atTip: RunsAtTip,
  { keepRuns, underWay }: Pick<StatusInput, "keepRuns" | "underWay">,
): string[] {
  const written = Map.groupBy(runs, ({ status }) => status.metadata.pipeline);
  return [...written].flatMap(([pipeline, ours]) => {
    const there = atTip.get(pipeline);
    const numbers = new Set([...(there?.keys() ?? []), ...ours.map(({ status }) => status.metadata.number)]);
    const beyond = [...numbers].sort((a, b) => b - a).slice(keepRuns);
    const outdated = beyond.filter((number) => !underWay.has(runName(pipeline, number)));
    return outdated.flatMap((number) => there?.get(number) ?? []);
  });
}
