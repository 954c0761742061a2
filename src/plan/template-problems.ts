import type { Json } from "../base/json.ts";
import type { PointedProblem, Pointer } from "../definitions/pointed-problem.ts";
import type { Environment, ValueSchema } from "../definitions/types.generated.ts";
import { checkCondition, checkTemplate } from "../expressions/check-template.ts";
import { type ReadTemplate, readTemplate, readTextTemplate } from "../expressions/read-template.ts";
import type { ScopeTypes } from "../expressions/scope.ts";

/** Asked for only where there is an expression, because most values have none. */
export type ScopeOf = () => ScopeTypes;

/** What is wrong with a value that may hold expressions, at `pointer`. */
export function valueProblems(
  value: Json,
  scope: ScopeOf,
  pointer: Pointer,
  expected?: ValueSchema,
): readonly PointedProblem[] {
  return problemsOf(readTemplate(value), scope, pointer, expected);
}

/** The same for what becomes text. */
export function textProblems(
  value: string | number | boolean,
  scope: ScopeOf,
  pointer: Pointer,
): readonly PointedProblem[] {
  return problemsOf(readTextTemplate(value), scope, pointer);
}

/** The same for environment variables. */
export function environmentProblems(
  env: Environment | undefined = {},
  scope: ScopeOf,
  pointer: Pointer,
): readonly PointedProblem[] {
  return Object.entries(env).flatMap(([name, value]) =>
    typeof value === "object" ? [] : textProblems(value, scope, [...pointer, name]),
  );
}

/** What is wrong with a condition, at `pointer`. */
export function conditionProblems(
  when: string | undefined,
  scope: ScopeOf,
  pointer: Pointer,
): readonly PointedProblem[] {
  return when === undefined ? [] : checkCondition(when, scope()).map((problem) => ({ ...problem, pointer }));
}

function problemsOf(
  read: ReadTemplate,
  scope: ScopeOf,
  pointer: Pointer,
  expected?: ValueSchema,
): readonly PointedProblem[] {
  const problems = read.ok
    ? checkTemplate(read.template, "value" in read.template ? {} : scope(), expected)
    : read.problems;
  return problems.map((problem) => ({ ...problem, pointer: [...pointer, ...problem.pointer] }));
}
