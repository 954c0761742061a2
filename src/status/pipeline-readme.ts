import { durationToText } from "../base/duration.ts";
import { runName } from "../base/names.ts";
import { markdownTable, markdownText } from "./markdown.ts";
import { mermaid } from "./mermaid.ts";
import type { LastRun, PipelineStatus } from "./pipeline-status.ts";
import type { RunStatus } from "./run-status.ts";

const SHOWN_RUNS = 20;

/** `README.md` of a pipeline: its last run as a graph, and its recent runs. */
export function pipelineReadme({ metadata, status }: PipelineStatus, newest: RunStatus | undefined): string {
  const { runs, succeeded, medianSeconds } = status.statistics;
  const median = medianSeconds === undefined ? "" : `, median ${durationToText(medianSeconds * 1_000)}`;
  return `${[
    `# ${markdownText(metadata.name)}`,
    "![status](badge.svg)",
    ...(status.phase === "active" ? [] : [`This pipeline is **${status.phase}**.`]),
    ...(newest ? newestRun(newest) : []),
    "## Recent runs",
    `Of the last ${runs} that ended, ${succeeded} succeeded${median}.`,
    markdownTable(
      HEADS,
      status.lastRuns.slice(0, SHOWN_RUNS).map((run) => rowOf(metadata.name, run)),
    ),
    ...waitingList(status),
  ].join("\n\n")}\n`;
}

const HEADS = ["Run", "Phase", "Reason", "Trigger", "Commit", "Started", "Took"];

function newestRun(run: RunStatus): string[] {
  const { message } = run.status;
  return [
    `## ${markdownText(run.metadata.name)}: ${run.status.phase}`,
    ...(message === undefined ? [] : [markdownText(message)]),
    `\`\`\`mermaid\n${mermaid(run)}\n\`\`\``,
  ];
}

function rowOf(
  pipeline: string,
  { number, phase, reason = "", trigger, commit, startedAt = "", seconds }: LastRun,
): string[] {
  const file = `../../runs/${encodeURIComponent(pipeline)}/${number}.yaml`;
  return [
    `[${markdownText(runName(pipeline, number))}](${file})`,
    phase,
    markdownText(reason),
    markdownText(trigger),
    markdownText(commit.slice(0, 10)),
    markdownText(startedAt),
    seconds === undefined ? "" : durationToText(seconds * 1_000),
  ];
}

function waitingList({ waiting }: PipelineStatus["status"]): string[] {
  if (waiting.length === 0) return [];
  return [
    "## Waiting",
    waiting.map(({ run, for: what }) => `- ${markdownText(run)}: for ${markdownText(what)}`).join("\n"),
  ];
}
