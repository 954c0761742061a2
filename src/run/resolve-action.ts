import type { Json } from "../base/json.ts";
import { mapValues } from "../base/map-values.ts";
import { evaluateTemplate } from "../expressions/evaluate-template.ts";
import type { Template } from "../expressions/template.ts";
import type { EnvPlan, SecretRef, With } from "../plan/execution-plan.ts";
import { resolveInputs } from "../plan/resolve-inputs.ts";
import { placeOf } from "./place.ts";
import type { RunState } from "./run-state.ts";
import { actionScope, componentScope, type Scope } from "./scope-of.ts";

/** An action with every expression replaced by its value. */
export interface ResolvedAction {
  readonly with: With;
  readonly env: { readonly [name: string]: string | { readonly secret: SecretRef } };
  readonly image?: string;
  readonly command?: readonly string[];
  readonly workingDirectory?: string;
}

/** Why an action cannot start. */
export interface Unresolved {
  readonly ok: false;
  readonly reason: "invalid-input" | "expression-error";
  readonly message: string;
}

/**
 * Resolves an action of a run under way, the same for each of its attempts: first what the pipeline says (`with`, `env`),
 * then what its component says, which sees the inputs that came of it. Of two variables of one name the pipeline's wins.
 */
export function resolveAction(state: RunState, name: string): ({ readonly ok: true } & ResolvedAction) | Unresolved {
  const place = placeOf(state.plan, name);
  if (!place || state.phase !== "running") return unresolved("expression-error", [`${name} is not under way`]);
  const { plan } = place;
  const { component } = plan;

  const pipeline = createReader(actionScope(state, place));
  const given = mapValues(plan.with, (template, input) => pipeline.value(template, `with.${input}`));
  const pipelineEnv = mapValues(plan.env, pipeline.variable);
  if (pipeline.problems.length > 0) return unresolved("expression-error", pipeline.problems);

  const inputs = resolveInputs(component.inputs, given);
  if (!inputs.ok)
    return unresolved(
      "invalid-input",
      inputs.problems.map((input) => `${input.name}: ${input.message}`),
    );

  const own = createReader(componentScope(inputs.with, component.inputs));
  const { image, command, workingDirectory } = component;
  const resolved: ResolvedAction = {
    with: inputs.with,
    env: { ...mapValues(component.env, own.variable), ...pipelineEnv },
    ...(image && { image: own.text(image, "image") }),
    ...(command && { command: command.map((word, i) => own.text(word, `command[${i}]`)) }),
    ...(workingDirectory && { workingDirectory: own.text(workingDirectory, "workingDirectory") }),
  };
  return own.problems.length > 0 ? unresolved("expression-error", own.problems) : { ok: true, ...resolved };
}

/** Reads templates in one scope; where one fails it is noted, so that all that fail are said at once. */
function createReader({ values, types }: Scope) {
  const problems: string[] = [];

  function value(template: Template, what: string): Json {
    const evaluated = evaluateTemplate(template, values, types);
    if (evaluated.ok) return evaluated.value;
    problems.push(`${what}: ${evaluated.message}`);
    return null;
  }

  /** As in a longer string: text as it is, numbers and booleans as JSON; null, lists and maps are errors. */
  function text(template: Template, what: string): string {
    const known = problems.length;
    const read = value(template, what);
    if (typeof read === "string") return read;
    if (typeof read === "object" && problems.length === known) {
      problems.push(`${what}: ${read === null ? "null" : Array.isArray(read) ? "a list" : "a map"} is no text`);
    }
    return JSON.stringify(read);
  }

  function variable(plan: EnvPlan, name: string): string | { readonly secret: SecretRef } {
    return "secret" in plan ? plan : text(plan, `env.${name}`);
  }

  return { problems, value, text, variable };
}

function unresolved(reason: Unresolved["reason"], problems: readonly string[]): Unresolved {
  return { ok: false, reason, message: problems.join("; ") };
}
