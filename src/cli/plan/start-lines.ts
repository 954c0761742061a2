import type { JsonObject } from "../../base/json.ts";
import type { ActionPlan, ExecutionPlan, StagePlan } from "../../plan/execution-plan.ts";
import type { PlannedStart } from "../../plan/plan.ts";
import type { Paint } from "../terminal/paint.ts";
import { table } from "../terminal/table.ts";
import { valueText } from "../terminal/value-text.ts";
import { type ActionInput, actionInputs, knownCondition, knownImage } from "./known-values.ts";
import { templateText } from "./template-text.ts";

export interface ShownStart {
  readonly start: PlannedStart;
  /** The run's, or the pipeline's where its number cannot be known. */
  readonly name: string;
  /** Nothing was known of the pipeline before. */
  readonly isNew: boolean;
  /** The inputs that it was given, whoever asked for it. */
  readonly given: JsonObject;
}

/** A run that would start: why, with which inputs, then its stages and actions with theirs, images and secrets. */
export function startLines({ start, name, isNew, given }: ShownStart, paint: Paint): readonly string[] {
  const { execution } = start;
  const sections = [
    runInputLines(start, given, paint),
    graphLines(start, paint),
    [...imageLines(start, paint), ...secretLines(execution, paint)],
  ];
  return [
    `  ${paint("green", "+ start")} ${paint("bold", name)}: ${whyText(start, isNew)}`,
    ...sections.flatMap((lines) => (lines.length === 0 ? [] : [...lines.map((line) => `      ${line}`), ""])),
  ];
}

function whyText({ trigger }: PlannedStart, isNew: boolean): string {
  switch (trigger.type) {
    case "change":
      return isNew ? "it is new" : "what it would do has changed";
    case "push":
      return isNew ? "it is new, and starts when files change" : "files under `on.push.paths` have changed";
    case "request":
      return `Run ${trigger.request} asks for it`;
    case "manual":
      return "someone asks for it";
  }
}

function runInputLines({ with: values, execution }: PlannedStart, given: JsonObject, paint: Paint): readonly string[] {
  const rows = Object.keys(execution.inputs).map((name) => {
    const value = values[name];
    if (value === undefined) return [name, paint("dim", "not given")];
    return [`${name} = ${valueText(value)}`, paint("dim", name in given ? "given" : "default")];
  });
  return table(rows);
}

/** Each stage, under it its actions, under each its inputs; the columns of all actions stand below each other. */
function graphLines(start: PlannedStart, paint: Paint): readonly string[] {
  const { stages, finally: last } = start.execution;
  const groups = [
    ...stages.map((stage) => ({ title: stageTitle(stage, start, paint), actions: stage.actions })),
    ...(last.length > 0
      ? [{ title: `${paint("bold", "finally")}  ${paint("dim", "whatever comes of it")}`, actions: last }]
      : []),
  ];
  const actions = groups.flatMap((group) => group.actions);
  const inputs = actions.map((action) => actionInputs(action, start.execution.inputs, start.with));
  const actionRows = table(actions.map((action, index) => actionRow(action, inputs[index] ?? [], start, paint)));
  const inputRows = table(inputs.flat().map((input) => inputRow(input, paint))).values();
  let next = 0;
  return groups.flatMap(({ title, actions: members }) => [
    title,
    ...members.flatMap(() => {
      const index = next++;
      return [`  ${actionRows[index]}`, ...inputRows.take(inputs[index]?.length ?? 0).map((row) => `    ${row}`)];
    }),
  ]);
}

function stageTitle({ name, when }: StagePlan, start: PlannedStart, paint: Paint): string {
  return [paint("bold", name), ...(when === undefined ? [] : [paint("dim", whenText(when, start))])].join("  ");
}

function actionRow(
  action: ActionPlan,
  inputs: readonly ActionInput[],
  start: PlannedStart,
  paint: Paint,
): readonly string[] {
  const { component, needs, when, continueOnFailure } = action;
  const notes = [
    ...(needs.length > 0
      ? [
          `after ${needs.map(({ action: name, optional }) => (optional ? `${name}, however it ends` : name)).join(", ")}`,
        ]
      : []),
    ...(when === undefined ? [] : [whenText(when, start)]),
    ...(continueOnFailure ? ["may fail"] : []),
  ];
  return [
    action.name,
    component.name ?? paint("dim", "in place"),
    imageText(action, inputs),
    paint("dim", notes.join("; ")),
  ];
}

function whenText(when: string, { execution, with: values }: PlannedStart): string {
  const known = knownCondition(when, execution.inputs, values);
  return `when ${when}${known === undefined ? "" : known ? " → true" : " → false: skipped"}`;
}

function inputRow({ name, template, value, from }: ActionInput, paint: Paint): readonly string[] {
  const origin = typeof from === "string" ? from : `from ${from.reads.join(", ")}`;
  return [`${name} = ${value === undefined ? templateText(template) : valueText(value)}`, paint("dim", origin)];
}

function imageText({ component }: ActionPlan, inputs: readonly ActionInput[]): string {
  if (!component.image) return "";
  const known = knownImage(component.image, component, inputs);
  return typeof known === "string" ? known : templateText(component.image).replace(/^"|"$/g, "");
}

function imageLines(start: PlannedStart, paint: Paint): readonly string[] {
  const images = actionsOf(start.execution).map((action) =>
    imageText(action, actionInputs(action, start.execution.inputs, start.with)),
  );
  const named = [...new Set(images.filter((image) => image !== ""))].sort();
  return named.length === 0 ? [] : [`${paint("bold", "images")}   ${named.join(", ")}`];
}

function secretLines(execution: ExecutionPlan, paint: Paint): readonly string[] {
  const secrets = secretsOf(execution);
  return secrets.length === 0 ? [] : [`${paint("bold", "secrets")}  ${secrets.join(", ")}`];
}

/** Every secret that a run would read, as `name/key`, each once. */
function secretsOf(execution: ExecutionPlan): readonly string[] {
  const values = actionsOf(execution).flatMap((action) => [
    ...Object.values(action.env),
    ...Object.values(action.component.env),
  ]);
  const names = values.flatMap((value) => ("secret" in value ? [`${value.secret.name}/${value.secret.key}`] : []));
  return [...new Set(names)].sort();
}

function actionsOf({ stages, finally: last }: ExecutionPlan): readonly ActionPlan[] {
  return [...stages.flatMap((stage) => stage.actions), ...last];
}
