import { memoOf } from "../base/memo.ts";
import type { Component, PlacedProblem } from "../definitions/definition.ts";
import type { PointedProblem, Pointer } from "../definitions/pointed-problem.ts";
import type { ComponentSpec } from "../definitions/types.generated.ts";
import { placed } from "./placed.ts";
import { componentScope } from "./scopes.ts";
import { environmentProblems, textProblems } from "./template-problems.ts";

const known = memoOf<Component, readonly PlacedProblem[]>();

/** What is wrong with the expressions of a component, whether anyone uses it or not. Remembered. */
export function componentProblems(component: Component): readonly PlacedProblem[] {
  return known(component, () => placed(component, componentSpecProblems(component.spec, ["spec"])));
}

/** The same for a component's spec wherever it stands. */
export function componentSpecProblems(spec: ComponentSpec, pointer: Pointer): readonly PointedProblem[] {
  const { image, command = [], workingDirectory, inputs, env } = spec;
  const scope = () => componentScope(inputs);
  const text = (value: string | undefined, ...at: Pointer) =>
    value === undefined ? [] : textProblems(value, scope, [...pointer, ...at]);
  return [
    ...text(image, "image"),
    ...command.flatMap((word, i) => text(word, "command", i)),
    ...text(workingDirectory, "workingDirectory"),
    ...environmentProblems(env, scope, [...pointer, "env"]),
  ];
}
