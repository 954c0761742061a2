import { durationToText } from "../../base/duration.ts";
import type { Instant } from "../../base/instant.ts";
import type { JsonObject } from "../../base/json.ts";
import { phaseOfAll } from "../../status/phase-of-all.ts";
import type { ActionStatus, AttemptStatus, RunStatus } from "../../status/run-status.ts";
import type { Paint } from "../terminal/paint.ts";
import { phaseMark, phaseWord } from "../terminal/phase-mark.ts";
import { printable } from "../terminal/printable.ts";
import { table } from "../terminal/table.ts";
import { valueText } from "../terminal/value-text.ts";
import { elapsed } from "./elapsed.ts";
import { howItEnded, noteOf } from "./note-of.ts";

/** A run as a tree: its stages, under each its actions, with how long they took and what came of them. */
export function runLines(run: RunStatus, now: Instant, paint: Paint): readonly string[] {
  const { status } = run;
  const groups = [
    ...status.stages,
    ...(status.finally.length === 0
      ? []
      : [{ name: "finally", phase: phaseOfAll(status.finally), actions: status.finally }]),
  ];
  const rows = groups.flatMap((group) => [
    [
      `${phaseMark(group.phase, paint)} ${paint("bold", group.name)}`,
      "",
      "",
      "reason" in group ? paint("dim", howItEnded(group)) : "",
    ],
    ...group.actions.flatMap((action) => actionRows(action, now, paint)),
  ]);
  return [headLine(run, now, paint), ...table(rows).map((row) => `  ${row}`), ...outputLines(status.outputs, paint)];
}

function headLine({ metadata, status }: RunStatus, now: Instant, paint: Paint): string {
  const time = elapsed(status, now);
  const head = `${phaseMark(status.phase, paint)} ${paint("bold", metadata.name)} ${phaseWord(status.phase, paint)}`;
  const took = time === undefined ? "" : `${status.endedAt === undefined ? " for" : " after"} ${durationToText(time)}`;
  return `${head}${took}${status.message === undefined ? "" : `: ${printable(status.message)}`}`;
}

function actionRows(action: ActionStatus, now: Instant, paint: Paint): readonly (readonly string[])[] {
  const time = elapsed(action, now);
  const row = [
    `  ${phaseMark(action.phase, paint)} ${action.name}`,
    paint("dim", action.component ?? "in place"),
    time === undefined ? "" : durationToText(time),
    noteOf(action, now, paint),
  ];
  const attempts = action.attempts ?? [];
  return attempts.length < 2 ? [row] : [row, ...attempts.map((attempt) => attemptRow(attempt, now, paint))];
}

function attemptRow(attempt: AttemptStatus, now: Instant, paint: Paint): readonly string[] {
  const time = elapsed(attempt, now);
  return [
    `    ${phaseMark(attempt.phase, paint)} ${paint("dim", `attempt ${attempt.number}`)}`,
    "",
    time === undefined ? "" : paint("dim", durationToText(time)),
    paint("dim", howItEnded(attempt)),
  ];
}

function outputLines(outputs: JsonObject, paint: Paint): readonly string[] {
  const rows = Object.entries(outputs).map(([name, value]) => `  ${name} = ${valueText(value)}`);
  return rows.length === 0 ? [] : ["", paint("bold", "Outputs"), ...rows];
}
