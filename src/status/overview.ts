import type { Diagnostic } from "../base/diagnostic.ts";
import { durationToText } from "../base/duration.ts";
import { runName } from "../base/names.ts";
import { markdownTable, markdownText } from "./markdown.ts";
import type { PipelineSummary } from "./pipeline-summary.ts";

const SHOWN = { problems: 50, waiting: 50, pipelines: 100 };

/** `README.md` of the status branch: what is wrong, what waits, and each pipeline's last run, the latest first. */
export function overview(now: {
  readonly repository: string;
  readonly diagnostics: readonly Diagnostic[];
  readonly pipelines: readonly PipelineSummary[];
}): string {
  const pipelines = [...now.pipelines].sort(latestFirst);
  return `${[
    `# Pipelines of ${markdownText(now.repository)}`,
    countsOf(pipelines),
    ...problems(now.diagnostics),
    ...waiting(pipelines),
    "## Pipelines",
    markdownTable(
      ["Pipeline", "Last run", "Trigger", "Started", "Took", "Succeeded"],
      pipelines.slice(0, SHOWN.pipelines).map(rowOf),
    ),
    ...more(pipelines.length - SHOWN.pipelines, "in [status/pipelines](status/pipelines)"),
  ].join("\n\n")}\n`;
}

function latestFirst(a: PipelineSummary, b: PipelineSummary): number {
  const startA = a.status.lastRuns[0]?.startedAt ?? "";
  const startB = b.status.lastRuns[0]?.startedAt ?? "";
  if (startA !== startB) return startA > startB ? -1 : 1;
  return a.metadata.name < b.metadata.name ? -1 : 1;
}

function countsOf(pipelines: readonly PipelineSummary[]): string {
  const counts = new Map<string, number>();
  for (const { status } of pipelines) {
    const word = status.phase === "active" ? (status.lastRuns[0]?.phase ?? "without runs") : status.phase;
    counts.set(word, (counts.get(word) ?? 0) + 1);
  }
  const words = [...counts].sort(([a], [b]) => (a < b ? -1 : 1)).map(([word, count]) => `${count} ${word}`);
  return words.length === 0 ? "No pipelines yet." : `${words.join(" · ")}`;
}

function problems(diagnostics: readonly Diagnostic[]): string[] {
  if (diagnostics.length === 0) return [];
  const rows = diagnostics
    .slice(0, SHOWN.problems)
    .map(({ file, line, code, message, hint = "" }) =>
      [`${file}${line === undefined ? "" : `:${line}`}`, code, message, hint].map(markdownText),
    );
  return [
    "## Problems",
    markdownTable(["Where", "Code", "Problem", "What to do"], rows),
    ...more(diagnostics.length - SHOWN.problems, "in [status/diagnostics.yaml](status/diagnostics.yaml)"),
  ];
}

function waiting(pipelines: readonly PipelineSummary[]): string[] {
  const all = pipelines.flatMap(({ status }) => status.waiting);
  if (all.length === 0) return [];
  const lines = all
    .slice(0, SHOWN.waiting)
    .map(({ run, for: what }) => `- ${markdownText(run)}: for ${markdownText(what)}`);
  return ["## Waiting", lines.join("\n"), ...more(all.length - SHOWN.waiting, "in the pipelines' own files")];
}

function rowOf({ metadata: { name }, status }: PipelineSummary): string[] {
  const folder = `status/pipelines/${encodeURIComponent(name)}`;
  const [last] = status.lastRuns;
  const title = `[${markdownText(name)}](${folder})`;
  if (!last) return [title, status.phase === "active" ? "" : status.phase, "", "", "", ""];
  const { runs, succeeded } = status.statistics;
  return [
    title,
    `[![${markdownText(runName(name, last.number))}](${folder}/badge.svg)](status/runs/${encodeURIComponent(name)}/${last.number}.yaml)`,
    markdownText(last.trigger),
    markdownText(last.startedAt ?? ""),
    last.seconds === undefined ? "" : durationToText(last.seconds * 1_000),
    `${succeeded} of ${runs}`,
  ];
}

function more(count: number, where: string): string[] {
  return count > 0 ? [`… and ${count} more ${where}.`] : [];
}
