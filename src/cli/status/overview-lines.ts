import { durationToText } from "../../base/duration.ts";
import type { Instant } from "../../base/instant.ts";
import { runName } from "../../base/names.ts";
import type { LastRun, PipelineStatus } from "../../status/pipeline-status.ts";
import type { Paint } from "../terminal/paint.ts";
import { phaseMark, phaseWord } from "../terminal/phase-mark.ts";
import { table } from "../terminal/table.ts";
import { diagnosticLines } from "../validate/diagnostic-lines.ts";
import { agoText } from "./ago-text.ts";
import type { Recorded } from "./recorded.ts";

/** All pipelines, each with its last run; what waits; what is wrong. */
export function overviewLines({ pipelines, diagnostics }: Recorded, now: Instant, paint: Paint): readonly string[] {
  if (pipelines.length === 0 && diagnostics.length === 0) return ["No pipelines yet."];
  const sections = [
    table(pipelines.map((pipeline) => pipelineRow(pipeline, now, paint))),
    waitingLines(pipelines, paint),
    diagnostics.length === 0
      ? []
      : [paint("bold", "Problems"), ...indented(diagnostics.flatMap((one) => diagnosticLines(one, undefined, paint)))],
  ];
  return sections.filter((lines) => lines.length > 0).flatMap((lines, index) => (index === 0 ? lines : ["", ...lines]));
}

function pipelineRow({ metadata: { name }, status }: PipelineStatus, now: Instant, paint: Paint): readonly string[] {
  const [last] = status.lastRuns;
  const { runs, succeeded } = status.statistics;
  const standing = status.phase === "active" ? "" : paint("yellow", status.phase);
  const title = `${last === undefined ? " " : phaseMark(last.phase, paint)} ${paint("bold", name)}`;
  if (last === undefined) return [title, paint("dim", "no run yet"), "", "", "", standing];
  return [
    title,
    runName(name, last.number),
    phaseWord(last.phase, paint),
    ...timesOf(last, now),
    [standing, runs === 0 ? "" : paint("dim", `${succeeded} of ${runs} succeeded`)]
      .filter((part) => part !== "")
      .join("  "),
  ];
}

/** One pipeline: how it stands, what waits, its last runs, the newest first. */
export function pipelineLines(pipeline: PipelineStatus, now: Instant, paint: Paint): readonly string[] {
  const { metadata, status } = pipeline;
  const { runs, succeeded, medianSeconds } = status.statistics;
  const median = medianSeconds === undefined ? "" : `, half of them within ${durationToText(medianSeconds * 1_000)}`;
  const waiting = waitingLines([pipeline], paint);
  return [
    `${paint("bold", metadata.name)} ${status.phase}${runs === 0 ? "" : `: ${succeeded} of the last ${runs} runs succeeded${median}`}`,
    ...(status.lastRuns.length === 0
      ? []
      : ["", ...table(status.lastRuns.map((run) => runRow(metadata.name, run, now, paint)))]),
    ...(waiting.length === 0 ? [] : ["", ...waiting]),
  ];
}

function runRow(pipeline: string, run: LastRun, now: Instant, paint: Paint): readonly string[] {
  return [
    `${phaseMark(run.phase, paint)} ${runName(pipeline, run.number)}`,
    phaseWord(run.phase, paint),
    ...timesOf(run, now),
    paint("dim", `${run.trigger} at ${run.commit.slice(0, 7)}`),
    run.reason ?? "",
  ];
}

function timesOf({ startedAt, seconds }: LastRun, now: Instant): readonly [started: string, took: string] {
  return [
    startedAt === undefined ? "" : agoText(now - Date.parse(startedAt)),
    seconds === undefined ? "" : durationToText(seconds * 1_000),
  ];
}

function waitingLines(pipelines: readonly PipelineStatus[], paint: Paint): readonly string[] {
  const rows = pipelines.flatMap(({ status }) => status.waiting.map((one) => [one.run, `for ${one.for}`]));
  return rows.length === 0 ? [] : [paint("bold", "Waiting"), ...indented(table(rows))];
}

function indented(lines: readonly string[]): readonly string[] {
  return lines.map((line) => `  ${line}`);
}
