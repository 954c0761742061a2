import type { JsonObject } from "../../base/json.ts";
import { runName } from "../../base/names.ts";
import type { Plan, PlannedStart } from "../../plan/plan.ts";
import type { Paint } from "../terminal/paint.ts";
import { table } from "../terminal/table.ts";
import { type ShownStart, startLines } from "./start-lines.ts";

/** A plan, and what it was made of. */
export interface PlanReport {
  readonly plan: Plan;
  /** The working tree, as people call it. */
  readonly directory: string;
  readonly against: PlanBasis;
  /** The inputs that a start was given, whoever asked for it. */
  readonly givenTo: (start: PlannedStart) => JsonObject;
}

/** What the plan was compared with. */
export type PlanBasis =
  | { readonly type: "status"; readonly branch: string; readonly tip: string }
  /** Nothing ran yet: there is no status branch. */
  | { readonly type: "nothing"; readonly because: string }
  | { readonly type: "commit"; readonly ref: string; readonly commit: string };

/** Everything a commit of the working tree would do, and everything that it would leave alone, each with its reason. */
export function planLines(report: PlanReport, paint: Paint): readonly string[] {
  const { plan, directory, against } = report;
  const nothing = plan.starts.length + plan.cancels.length === 0;
  const sections = [
    ...plan.starts.map((start) => trimmed(startLines(shownStart(start, report), paint))),
    plan.cancels.map(({ run, reason }) => `  ${paint("red", "- cancel")} ${paint("bold", run)}: ${reason}`),
    reasonedLines(paint("yellow", "! refuse"), plan.refused),
    reasonedLines(paint("dim", "= leave"), plan.stays, (text) => paint("dim", text)),
    noteLines(report, paint),
  ];
  return [
    `A commit of ${paint("bold", directory)}, ${basisText(against)}, would${nothing ? " start nothing and cancel nothing" : ""}:`,
    ...sections.flatMap((lines) => (lines.length === 0 ? [] : ["", ...lines])),
    "",
    paint("bold", summary(plan)),
  ];
}

function shownStart(start: PlannedStart, { plan, against, givenTo }: PlanReport): ShownStart {
  const { pipeline, number } = start;
  return {
    start,
    name: against.type === "commit" ? pipeline : runName(pipeline, number),
    isNew: !plan.cursors.some((cursor) => cursor.pipeline === pipeline && cursor.from),
    given: givenTo(start),
  };
}

function basisText(against: PlanBasis): string {
  switch (against.type) {
    case "status":
      return `compared with ${against.branch} at ${against.tip.slice(0, 7)}`;
    case "nothing":
      return `as the first that is ever acted on (${against.because})`;
    case "commit":
      return `if ${against.ref} (${against.commit.slice(0, 7)}) were what was acted on last`;
  }
}

function reasonedLines(mark: string, items: Plan["stays"], tone = (text: string) => text): readonly string[] {
  return table(items.map(({ what, because }) => [`  ${mark} ${what}`, tone(because)]));
}

function noteLines({ plan, against }: PlanReport, paint: Paint): readonly string[] {
  const usesImages = plan.starts.some(({ execution }) =>
    [...execution.stages.flatMap((stage) => stage.actions), ...execution.finally].some(
      (action) => action.component.image,
    ),
  );
  const notes = [
    ...(usesImages
      ? ["Images are recorded and not used: runtime: process runs programs on the daemon's own machine."]
      : []),
    ...(against.type === "status" ? ["Runs that a daemon has accepted and not yet recorded are not known here."] : []),
    ...(against.type === "commit"
      ? ["This is hypothetical: as if everything in that commit had been acted on, and nothing were under way."]
      : []),
  ];
  return notes.map((note) => paint("dim", `  ${note}`));
}

function summary({ starts, cancels, refused, stays }: Plan): string {
  return `Plan: ${starts.length} to start, ${cancels.length} to cancel, ${refused.length} refused, ${stays.length} left alone.`;
}

/** Without empty lines at the end. */
function trimmed(lines: readonly string[]): readonly string[] {
  return lines.slice(0, lines.findLastIndex((line) => line !== "") + 1);
}
