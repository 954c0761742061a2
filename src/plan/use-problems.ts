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
  const given = component ? inputProblems(action, component.inputs ?? {}, scope) : [];
  // Whoever changed the component sees which pipeline is concerned, and whoever wrote the pipeline sees where to look.
  const path = components.components.get(spec.component ?? "")?.path;
  const say = ({ input, message, ...problem }: InputFault) => ({
    ...problem,
    message: `input \`${input}\`${path === undefined ? "" : ` (${path})`}: ${message}`,
  });
  return [...own, ...named.map((problem) => ({ ...problem, pointer: [...pointer, "component"] })), ...given.map(say)];
}

function componentFaults(
  name: string,
  { components, invalidComponents }: Components,
): readonly Omit<PointedProblem, "pointer">[] {
  const invalid = invalidComponents.get(name) ?? whereItsExpressionsAreWrong(components.get(name));
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

function whereItsExpressionsAreWrong(component: Component | undefined): Component | undefined {
  return component && componentProblems(component).length > 0 ? component : undefined;
}

interface InputFault extends PointedProblem {
  readonly input: string;
}

function inputProblems(
  { spec, pointer }: OutlinedAction,
  inputs: { readonly [name: string]: InputSchema },
  scope: ScopeOf,
): readonly InputFault[] {
  const declared = new Map(Object.entries(inputs));
  const given = Object.entries(spec.with ?? {});
  const values = given.filter(([name, value]) => isGiven(value, declared.get(name) ?? {}));
  const at = (name: string) => [...pointer, "with", name];
  const unknown = given.flatMap(([name]): readonly InputFault[] => {
    if (declared.has(name)) return [];
    const { name: input, ...said } = unknownInput(name, [...declared.keys()]);
    return [{ input, ...said, pointer: at(name), key: true, code: "unknown-input" }];
  });
  const missing = [...declared].flatMap(([input, schema]): readonly InputFault[] => {
    const mayLack = schema.default !== undefined || schema.optional === true;
    if (mayLack || values.some(([name]) => name === input)) return [];
    const place = [...pointer, spec.with ? "with" : "name"];
    return [{ input, pointer: place, code: "missing-input", message: "a value is missing" }];
  });
  const wrong = values.flatMap(([input, value]) => {
    const schema = declared.get(input);
    return schema ? valueProblems(value, scope, at(input), schema).map((problem) => ({ ...problem, input })) : [];
  });
  return [...unknown, ...missing, ...wrong];
}
