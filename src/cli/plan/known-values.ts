import type { Json, JsonObject } from "../../base/json.ts";
import { evaluateCondition, evaluateTemplate } from "../../expressions/evaluate-template.ts";
import { readsOf } from "../../expressions/reads-of.ts";
import type { ScopeTypes } from "../../expressions/scope.ts";
import type { Template } from "../../expressions/template.ts";
import type { ActionPlan, ExecutionPlan, InputPlan } from "../../plan/execution-plan.ts";

type InputPlans = ExecutionPlan["inputs"];

/** One input of an action before it runs: its value, if it is known already, and where it comes from. */
export interface ActionInput {
  readonly name: string;
  readonly template: Template;
  /** Undefined where it follows from what another action gives. */
  readonly value: Json | undefined;
  readonly from: "given" | "default" | { readonly reads: readonly string[] };
}

/** What an action would be given: values written in the pipeline, from the run's inputs, or the component's defaults. */
export function actionInputs(action: ActionPlan, inputs: InputPlans, given: JsonObject): readonly ActionInput[] {
  return Object.entries(action.component.inputs).flatMap(([name, { default: fallback }]): ActionInput[] => {
    const template = action.with[name];
    if (template) return [withOrigin(name, template, knownValue(template, inputs, given))];
    return fallback === undefined ? [] : [{ name, template: { value: fallback }, value: fallback, from: "default" }];
  });
}

/** The value of a template that reads nothing but inputs; undefined where it reads more. */
function knownValue(template: Template, inputs: InputPlans, given: JsonObject): Json | undefined {
  const evaluated = evaluateTemplate(template, { inputs: given }, typesOf(inputs, given));
  return evaluated.ok ? evaluated.value : undefined;
}

/** Whether a condition that reads nothing but inputs holds; undefined where it reads more. */
export function knownCondition(cel: string, inputs: InputPlans, given: JsonObject): boolean | undefined {
  const evaluated = evaluateCondition(cel, { inputs: given }, typesOf(inputs, given));
  return evaluated.ok ? evaluated.value : undefined;
}

/** The image of an action, as far as its inputs are known; the template's text where they are not. */
export function knownImage(
  image: Template,
  component: { readonly inputs: InputPlans },
  known: readonly ActionInput[],
): Json | undefined {
  const values = Object.fromEntries(known.flatMap(({ name, value }) => (value === undefined ? [] : [[name, value]])));
  return knownValue(image, component.inputs, values);
}

/** What reads neither inputs nor actions is written there, or follows from the run itself. */
function withOrigin(name: string, template: Template, value: Json | undefined): ActionInput {
  const { inputs, actions } = readsOf(template);
  const reads = [...inputs.map((input) => `inputs.${input}`), ...actions];
  if (reads.length === 0 && value !== undefined) return { name, template, value, from: "given" };
  return { name, template, value, from: { reads: reads.length === 0 ? ["run"] : reads } };
}

function typesOf(inputs: InputPlans, given: JsonObject): ScopeTypes {
  const typed = ([name, { schema }]: [string, InputPlan]) => [name, { schema, mayLack: !(name in given) }];
  return { inputs: Object.fromEntries(Object.entries(inputs).map(typed)) };
}
