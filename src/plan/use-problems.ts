import { nearest } from "../base/names.ts";
import type { Component, Definitions } from "../definitions/definition.ts";
import type { PointedProblem } from "../definitions/pointed-problem.ts";
import type { InputSchema } from "../definitions/types.generated.ts";
import { componentProblems, componentSpecProblems } from "./component-problems.ts";
import type { OutlinedAction } from "./outline.ts";
import { isGiven, unknownInput } from "./resolve-inputs.ts";
import { type ScopeOf, valueProblems } from "./template-problems.ts";

export type Components = Pick<Definitions, "components" | "invalidComponents">;

const MOST_TO_COMPARE = 200;

/** What is wrong with an action's use of its component: with the component itself, and with the values it is given. */
export function useProblems(action: OutlinedAction, scope: ScopeOf, components: Components): readonly PointedProblem[] {
  const { spec, pointer, component } = action;
  const own = spec.spec ? componentSpecProblems(spec.spec, [...pointer, "spec"]) : [];
  const named = spec.component === undefined ? [] : componentFaults(spec.component, components);
  const problems = [...own, ...named.map((problem) => ({ ...problem, pointer: [...pointer, "component"] }))];
  if (!component) return problems;
  const origin = spec.component === undefined ? undefined : components.components.get(spec.component)?.path;
  return [...problems, ...withProblems(action, component.inputs ?? {}, scope, origin)];
}

function componentFaults(
  name: string,
  { components, invalidComponents }: Components,
): readonly Omit<PointedProblem, "pointer">[] {
  const invalid = invalidComponents.get(name) ?? withProblemsOfItsOwn(components.get(name));
  if (invalid)
    return [{ code: "invalid-component", message: `component \`${name}\` is invalid`, hint: `See ${invalid.path}.` }];
  if (components.has(name)) return [];
  const meant = similarComponent(name, { components, invalidComponents });
  const hint = meant === undefined ? "Write one, with `kind: Component` and this name." : `Did you mean ${meant}?`;
  return [{ code: "unknown-component", message: `there is no component \`${name}\``, hint }];
}

/** The component that was probably meant; not looked for among thousands, because thousands of pipelines may ask. */
export function similarComponent(name: string, { components, invalidComponents }: Components): string | undefined {
  if (components.size + invalidComponents.size > MOST_TO_COMPARE) return undefined;
  return nearest(name, [...components.keys(), ...invalidComponents.keys()]);
}

function withProblemsOfItsOwn(component: Component | undefined): Component | undefined {
  return component && componentProblems(component).length > 0 ? component : undefined;
}

/** `origin`: the file that declares the inputs, so that whoever changed it sees which pipeline is concerned, and the reverse. */
function withProblems(
  { spec, pointer }: OutlinedAction,
  inputs: { readonly [name: string]: InputSchema },
  scope: ScopeOf,
  origin: string | undefined,
): readonly PointedProblem[] {
  const given = spec.with ?? {};
  const say = (name: string, message: string) =>
    `input \`${name}\`${origin === undefined ? "" : ` (${origin})`}: ${message}`;
  const missing = Object.entries(inputs).filter(
    ([name, schema]) => !isGiven(given[name], schema) && schema.default === undefined && schema.optional !== true,
  );
  const at = (name: string) => [...pointer, "with", name];
  return [
    ...Object.keys(given)
      .filter((name) => !Object.hasOwn(inputs, name))
      .map((name): PointedProblem => {
        const { message, hint } = unknownInput(name, Object.keys(inputs));
        return {
          pointer: at(name),
          key: true,
          code: "unknown-input",
          message: say(name, message),
          ...(hint !== undefined && { hint }),
        };
      }),
    ...missing.map(([name]) => ({
      pointer: [...pointer, spec.with ? "with" : "name"],
      code: "missing-input",
      message: say(name, "a value is missing"),
    })),
    ...Object.entries(given).flatMap(([name, value]) => {
      const schema = Object.hasOwn(inputs, name) ? inputs[name] : undefined;
      if (!schema || !isGiven(value, schema)) return [];
      const problems = valueProblems(value, scope, at(name), schema);
      return problems.map((problem) => ({ ...problem, message: say(name, problem.message) }));
    }),
  ];
}
