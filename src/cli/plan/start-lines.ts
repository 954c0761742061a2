import type { JsonObject } from "../../base/json.ts";
import type { ActionPlan, ExecutionPlan } from "../../plan/execution-plan.ts";
import type { PlannedStart } from "../../plan/plan.ts";
import type { Paint } from "../terminal/paint.ts";
import { table } from "../terminal/table.ts";
import { valueText } from "../terminal/value-text.ts";
import { graphLines } from "./graph-lines.ts";
import { imageText } from "./image-text.ts";
import { actionInputs } from "./known-values.ts";

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

function imageLines(start: PlannedStart, paint: Paint): readonly string[] {
  const { execution, with: values } = start;
  const images = actionsOf(execution).map((action) =>
    imageText(action, actionInputs(action, execution.inputs, values)),
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
