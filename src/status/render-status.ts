import { commitMessage } from "./commit-message.ts";
import { readDiagnostics, renderDiagnostics } from "./diagnostics-file.ts";
import { overview } from "./overview.ts";
import { isOwnedByAnother, type Owner, readOwner, renderOwner } from "./owner-file.ts";
import type { PipelineSummary } from "./pipeline-summary.ts";
import { readPipelineStatus } from "./read-pipeline-status.ts";
import { readRunStatus } from "./read-run-status.ts";
import { type RenderedPipeline, renderPipeline } from "./render-pipeline.ts";
import type { RenderedRun } from "./render-run.ts";
import { renderRequests } from "./requests-file.ts";
import { outdatedRuns, runFiles, unrecordedRuns } from "./run-files.ts";
import type { RunStatus } from "./run-status.ts";
import { newestNumber, type RunsAtTip, runsAtTip } from "./runs-at-tip.ts";
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
import { type Written, writtenWith } from "./written.ts";

/** What to do with a tip. */
export type RenderedStatus =
  | {
      readonly is: "change";
      readonly message: string;
      /** By path; null removes the file. */
      readonly files: ReadonlyMap<string, string | null>;
      /** There is more to say than one commit takes: make another of the same. */
      readonly more: boolean;
      /** What of it need not be read when it comes back. */
      readonly written: Written;
    }
  | { readonly is: "unchanged" }
  | OwnedByAnother;

/** Another daemon writes here; `ledger` is undefined where its file cannot be read. */
export interface OwnedByAnother {
  readonly is: "owned";
  readonly ledger: string | undefined;
}

/**
 * What to write on this tip so that it says all that is known now. Made anew for each tip: a run that stands there as
 * new or newer is left out, everything else is merged onto what stands there. Once written, there is nothing to say.
 */
export function renderStatus(input: StatusInput, tip: TipView): RenderedStatus {
  const ownerText = tip.texts.get(OWNER_PATH);
  const owner = ownerText === undefined ? undefined : readOwner(ownerText);
  if (isOwnedByAnother(ownerText, input.owner.ledger)) return { is: "owned", ledger: owner?.ledger };
  const touched = touchedPipelines(input, tip);
  const atTip = runsAtTip(tip.paths.keys(), touched.pipelines);
  const runs = unrecordedRuns(input, tip);
  const outdated = outdatedRuns(runs, atTip, input);
  const pipelines = renderPipelines(touched.pipelines, runs, atTip, input, tip);
  const files = new Map([
    ...runFiles(runs, atTip, outdated),
    ...pipelines.flatMap((pipeline) => [...pipeline.files]),
    ...commonFiles(input, tip, owner, pipelines),
  ]);
  if (files.size === 0) return { is: "unchanged" };
  const message = commitMessage(
    runs.map(({ status }) => status),
    subjectWithoutRuns(pipelines),
    input.look?.commit,
  );
  const more = touched.more || outdated.some(({ isWritten }) => isWritten);
  return { is: "change", message, files, more, written: writtenWith(pipelines, runs) };
}

function renderPipelines(
  names: readonly string[],
  runs: readonly RenderedRun[],
  atTip: RunsAtTip,
  input: StatusInput,
  tip: TipView,
): readonly RenderedPipeline[] {
  const runsOf = Map.groupBy(
    runs.map(({ status }) => status),
    ({ metadata }) => metadata.pipeline,
  );
  const phases = new Map(input.look?.standings.map(({ pipeline, phase }) => [pipeline, phase]));
  return names.map((name) => {
    const now = {
      name,
      phase: phases.get(name),
      cursor: input.cursors.get(name),
      waiting: input.waiting.get(name) ?? [],
      runs: runsOf.get(name) ?? [],
    };
    const text = tip.texts.get(pipelineStatusPath(name));
    const before = text === undefined ? undefined : (tip.written.pipelines.get(text) ?? readPipelineStatus(text));
    return renderPipeline(now, newestRun(name, now.runs, atTip, tip), before, text);
  });
}

/** The newest run of a pipeline, as it is written now or stands at the tip. */
function newestRun(
  pipeline: string,
  runs: readonly RunStatus[],
  atTip: RunsAtTip,
  { texts, written }: TipView,
): RunStatus | undefined {
  const newest = newestNumber(
    atTip,
    pipeline,
    runs.map(({ metadata }) => metadata.number),
  );
  if (newest === undefined) return undefined;
  const ours = runs.find(({ metadata }) => metadata.number === newest);
  const text = texts.get(runStatusPath(pipeline, newest)) ?? "";
  return ours ?? written.runs.get(text) ?? readRunStatus(text);
}

/** Files that are not of one run or pipeline, where they say something else than at the tip. */
function commonFiles(
  input: StatusInput,
  tip: TipView,
  ownerAtTip: Owner | undefined,
  pipelines: readonly RenderedPipeline[],
): ReadonlyMap<string, string> {
  const { look, fates, owner } = input;
  const files = new Map<string, string>();
  const put = (path: string, text: string | undefined) => text !== undefined && files.set(path, text);
  put(OWNER_PATH, renderOwner(owner, tip.texts.get(OWNER_PATH), ownerAtTip));
  if (look) put(DIAGNOSTICS_PATH, renderDiagnostics(look, tip.texts.get(DIAGNOSTICS_PATH)));
  if (look) put(REQUESTS_PATH, renderRequests(fates, look.requests, tip.texts.get(REQUESTS_PATH)));
  if (input.ownBranch) {
    const text = overview({
      repository: owner.repository,
      diagnostics: look?.diagnostics ?? readDiagnostics(tip.texts.get(DIAGNOSTICS_PATH) ?? "")?.diagnostics ?? [],
      pipelines: summariesAfter(tip, pipelines),
    });
    if (text !== tip.texts.get(README_PATH)) put(README_PATH, text);
  }
  return files;
}

/** Of all pipelines, as they will stand there. */
function summariesAfter(tip: TipView, rendered: readonly RenderedPipeline[]): readonly PipelineSummary[] {
  const summaries = new Map<string, PipelineSummary>();
  for (const [path, blob] of tip.paths) {
    const pipeline = pipelineOfStatusPath(path);
    const summary = tip.summaries.get(blob);
    if (pipeline !== undefined && summary) summaries.set(pipeline, summary);
  }
  for (const { status } of rendered) summaries.set(status.metadata.name, status);
  return [...summaries.values()];
}

function subjectWithoutRuns(pipelines: readonly RenderedPipeline[]): string {
  const [first, ...others] = pipelines.filter(({ files }) => files.size > 0);
  if (!first) return "problems and requests";
  return others.length > 0
    ? `${others.length + 1} pipelines`
    : `${first.status.metadata.name}: ${first.status.status.phase}`;
}
