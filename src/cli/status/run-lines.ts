import { durationToText } from "../../base/duration.ts";
import type { Instant } from "../../base/instant.ts";
import type { JsonObject } from "../../base/json.ts";
import type { ActionStatus, AttemptStatus, RunStatus } from "../../status/run-status.ts";
import type { Paint } from "../terminal/paint.ts";
import { phaseMark, phaseWord } from "../terminal/phase-mark.ts";
import { printable } from "../terminal/printable.ts";
import { table } from "../terminal/table.ts";
import { valueText } from "../terminal/value-text.ts";
import { elapsed } from "./elapsed.ts";

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

/** What one wants to know of an action in its phase: why not yet, how far, what came of it, why not. */
function noteOf(action: ActionStatus, now: Instant, paint: Paint): string {
  switch (action.phase) {
    case "pending":
      return action.needs === undefined || action.needs.length === 0
        ? ""
        : paint("dim", `after ${action.needs.join(", ")}`);
    case "waiting":
      if (action.for === "limit") return paint("yellow", "waits for a place");
      return paint(
        "yellow",
        `tries again${action.until === undefined ? "" : ` in ${durationToText(Math.max(0, Date.parse(action.until) - now))}`}`,
      );
    case "starting":
    case "running":
      return paint("cyan", progressText(action.attempts?.at(-1)));
    case "succeeded":
      return valuesText(action.outputs ?? {});
    case "failed":
    case "cancelled":
      return paint(action.phase === "failed" ? "red" : "yellow", howItEnded(action));
    case "skipped":
      return paint("dim", howItEnded(action));
  }
}

function progressText(attempt: AttemptStatus | undefined): string {
  const progress = attempt?.progress === undefined ? [] : [`${Math.round(attempt.progress * 100)} %`];
  const interim = attempt?.interim === undefined ? [] : [valuesText(attempt.interim)];
  return [...progress, ...interim].join("  ");
}

function howItEnded({ reason, message }: { readonly reason?: string; readonly message?: string }): string {
  return [reason, message === undefined ? undefined : printable(message)]
    .filter((part) => part !== undefined)
    .join(": ");
}

function outputLines(outputs: JsonObject, paint: Paint): readonly string[] {
  const rows = Object.entries(outputs).map(([name, value]) => `  ${name} = ${valueText(value)}`);
  return rows.length === 0 ? [] : ["", paint("bold", "Outputs"), ...rows];
}

function valuesText(values: JsonObject): string {
  return Object.entries(values)
    .map(([name, value]) => `${name} = ${valueText(value)}`)
    .join(", ");
}

/** A stage has its phase from the engine; `finally` is shown as one, so its phase follows from its actions. */
function phaseOfAll(actions: readonly ActionStatus[]): ActionStatus["phase"] {
  const phases = new Set(actions.map(({ phase }) => phase));
  for (const phase of ["running", "starting", "waiting", "failed", "cancelled"] as const)
    if (phases.has(phase)) return phase;
  return phases.size === 1 ? (actions[0]?.phase ?? "pending") : phases.has("pending") ? "pending" : "succeeded";
}
