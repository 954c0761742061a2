import type { Json } from "../base/json.ts";
import type { Environment } from "../definitions/types.generated.ts";
import { type ReadTemplate, readTemplate, readTextTemplate } from "../expressions/read-template.ts";
import type { Template } from "../expressions/template.ts";
import type { EnvPlan } from "./execution-plan.ts";

/** A value with its expressions; where one cannot be read, which checking has reported, without any. */
export function templateOf(value: Json): Template {
  return templateIn(readTemplate(value));
}

/** The same for what becomes text. */
export function textTemplateOf(value: string | number | boolean): Template {
  return templateIn(readTextTemplate(value));
}

/** Environment variables: texts with their expressions, and references to secrets as they are. */
export function envPlanOf(env: Environment = {}): { readonly [name: string]: EnvPlan } {
  const plans = Object.entries(env).map(([name, value]) => [
    name,
    typeof value === "object" ? value : textTemplateOf(value),
  ]);
  return Object.fromEntries(plans);
}

function templateIn(read: ReadTemplate): Template {
  return read.ok ? read.template : { value: null };
}
