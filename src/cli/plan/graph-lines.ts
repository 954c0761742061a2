import type { ActionPlan, ComponentPlan, NeedPlan, StagePlan } from "../../plan/execution-plan.ts";
import type { PlannedStart } from "../../plan/plan.ts";
import type { Paint } from "../terminal/paint.ts";
import { table } from "../terminal/table.ts";
import { valueText } from "../terminal/value-text.ts";
import { imageText } from "./image-text.ts";
import { type ActionInput, actionInputs, knownCondition } from "./known-values.ts";
import { templateText } from "./template-text.ts";

/** Each stage of a run, under it its actions, under each its inputs; the columns of all actions stand below each other. */
export function graphLines(start: PlannedStart, paint: Paint): readonly string[] {
  const { stages, finally: last } = start.execution;
  const blocks = actionBlocks([...stages.flatMap((stage) => stage.actions), ...last], start, paint);
  const under = (actions: readonly ActionPlan[]) => actions.flatMap((action) => blocks.get(action) ?? []);
  const finallyTitle = `${paint("bold", "finally")}  ${paint("dim", "whatever comes of it")}`;
  return [
    ...stages.flatMap((stage) => [stageTitle(stage, start, paint), ...under(stage.actions)]),
    ...(last.length === 0 ? [] : [finallyTitle, ...under(last)]),
  ];
}

function stageTitle({ name, when }: StagePlan, start: PlannedStart, paint: Paint): string {
  return [paint("bold", name), ...(when === undefined ? [] : [paint("dim", whenText(when, start))])].join("  ");
}

/** The lines of each action: itself, then its inputs. */
function actionBlocks(
  actions: readonly ActionPlan[],
  start: PlannedStart,
  paint: Paint,
): ReadonlyMap<ActionPlan, readonly string[]> {
  const inputs = actions.map((action) => actionInputs(action, start.execution.inputs, start.with));
  const actionRows = table(actions.map((action, index) => actionRow(action, inputs[index] ?? [], start, paint)));
  const inputRows = table(inputs.flat().map((input) => inputRow(input, paint))).values();
  return new Map(
    actions.map((action, index) => {
      const own = inputRows.take(inputs[index]?.length ?? 0).map((row) => `    ${row}`);
      return [action, [`  ${actionRows[index]}`, ...own]];
    }),
  );
}

function actionRow(
  action: ActionPlan,
  inputs: readonly ActionInput[],
  start: PlannedStart,
  paint: Paint,
): readonly string[] {
  const { name, component, needs, when, continueOnFailure } = action;
  const notes = [
    ...(needs.length === 0 ? [] : [`after ${needs.map(needText).join(", ")}`]),
    ...(when === undefined ? [] : [whenText(when, start)]),
    ...(continueOnFailure ? ["may fail"] : []),
  ];
  const failure = isProgram(component) ? [] : [paint("yellow", "fails as a process: neither command nor script")];
  const note = [...(notes.length === 0 ? [] : [paint("dim", notes.join("; "))]), ...failure].join("; ");
  return [name, component.name ?? paint("dim", "in place"), imageText(action, inputs), note];
}

/** An image may know by itself what to run; a process is only what is named. */
function isProgram({ command, script }: ComponentPlan): boolean {
  return command !== undefined || script !== undefined;
}

function needText({ action, optional }: NeedPlan): string {
  return optional ? `${action}, however it ends` : action;
}

function whenText(when: string, { execution, with: values }: PlannedStart): string {
  const known = knownCondition(when, execution.inputs, values);
  return `when ${when}${known === undefined ? "" : known ? " → true" : " → false: skipped"}`;
}

function inputRow({ name, template, value, from }: ActionInput, paint: Paint): readonly string[] {
  const origin = typeof from === "string" ? from : `from ${from.reads.join(", ")}`;
  return [`${name} = ${value === undefined ? templateText(template) : valueText(value)}`, paint("dim", origin)];
}
