import type { Json } from "../base/json.ts";
import { checkValue } from "../definitions/check-value.ts";
import type { ValueSchema } from "../definitions/types.generated.ts";
import { quote } from "./cel.ts";
import { ANY, type CelObjectType, type CelType, isAssignable, typeInWords, typeOfSchema } from "./cel-type.ts";
import { checkCel } from "./check-cel.ts";
import { type CelProblem, celProblem, type ExpressionProblem } from "./expression-problem.ts";
import { parseCel } from "./parse-cel.ts";
import type { ScopeTypes } from "./scope.ts";
import { scopeType } from "./scope-type.ts";
import type { Template } from "./template.ts";

/** All that is wrong in a template: with its expressions in this scope, and with what they give against what is expected. */
export function checkTemplate(
  template: Template,
  scope: ScopeTypes,
  expected?: ValueSchema,
): readonly ExpressionProblem[] {
  const problems: ExpressionProblem[] = [];
  check(template, expected, [], { scope: scopeType(scope), problems });
  return problems;
}

/** All that is wrong with a bare expression that must give true or false. */
export function checkCondition(cel: string, scope: ScopeTypes): readonly CelProblem[] {
  if (/^\s*\$\{\{/.test(cel)) {
    const hint = "A condition is an expression as it is: leave the braces away.";
    return [celProblem("invalid-expression", `\`${cel}\` is not an expression`, hint)];
  }
  return checkType(cel, scopeType(scope), { kind: "boolean" }, "where a condition is expected");
}

interface Check {
  readonly scope: CelObjectType;
  readonly problems: ExpressionProblem[];
}

function check(
  template: Template,
  expected: ValueSchema | undefined,
  pointer: ExpressionProblem["pointer"],
  on: Check,
): void {
  const add = (problems: readonly CelProblem[]) =>
    on.problems.push(...problems.map((problem) => ({ pointer, ...problem })));
  const type = expected ? typeOfSchema(expected) : ANY;
  if ("value" in template) {
    if (expected) on.problems.push(...literalProblems(template.value, expected, pointer));
  } else if ("cel" in template) {
    add(checkType(template.cel, on.scope, type, `where ${typeInWords(type)} is expected`));
  } else if ("parts" in template) {
    for (const part of template.parts) if (typeof part !== "string") add(checkPart(part.cel, on.scope));
    add(shapeProblems({ kind: "string" }, type));
  } else if ("items" in template) {
    add(shapeProblems({ kind: "array", items: ANY }, type));
    for (const [i, item] of template.items.entries()) check(item, expected?.items, [...pointer, i], on);
  } else {
    add(shapeProblems({ kind: "object", fields: {}, others: ANY }, type));
    add(keyProblems(Object.keys(template.entries), expected));
    for (const [key, item] of Object.entries(template.entries))
      check(item, schemaOf(expected, key), [...pointer, key], on);
  }
}

function literalProblems(
  value: Json,
  expected: ValueSchema,
  pointer: ExpressionProblem["pointer"],
): readonly ExpressionProblem[] {
  return checkValue(expected, value).map((problem) => ({
    ...celProblem("type-mismatch", problem.message),
    pointer: [...pointer, ...problem.pointer],
  }));
}

function checkType(source: string, scope: CelObjectType, expected: CelType, where: string): readonly CelProblem[] {
  const parsed = parseCel(source);
  if (!parsed.ok) return [parsed.problem];
  const { type, problems } = checkCel(parsed.cel, scope);
  if (problems.length > 0 || isAssignable(type, expected)) return problems;
  const message = `${quote(parsed.cel)} is ${typeInWords(type)}, ${where}`;
  return [celProblem("type-mismatch", message, assignmentHint(source, type, expected))];
}

function checkPart(source: string, scope: CelObjectType): readonly CelProblem[] {
  const parsed = parseCel(source);
  if (!parsed.ok) return [parsed.problem];
  const { type, problems } = checkCel(parsed.cel, scope);
  if (problems.length > 0 || !["null", "array", "object"].includes(type.kind)) return problems;
  const hint = type.kind === "array" ? 'Join its items, for example with list.join(", ").' : undefined;
  return [
    celProblem("type-mismatch", `${quote(parsed.cel)} is ${typeInWords(type)}, which cannot stand in a text`, hint),
  ];
}

function assignmentHint(source: string, from: CelType, to: CelType): string | undefined {
  if (from.kind === "string" && to.kind === "string") return `Expected is one of ${to.among?.join(", ")}.`;
  if (to.kind === "string" && ["integer", "number", "boolean"].includes(from.kind))
    return `string(${source}) turns it into text.`;
  if (to.kind === "integer" && ["number", "string"].includes(from.kind))
    return `int(${source}) turns it into an integer.`;
  return undefined;
}

/** What is written out as text, array or object where something else is expected. */
function shapeProblems(written: CelType, expected: CelType): readonly CelProblem[] {
  if (isAssignable(written, expected)) return [];
  return [{ code: "type-mismatch", message: `must be ${typeInWords(expected)}, not ${typeInWords(written)}` }];
}

function keyProblems(keys: readonly string[], expected: ValueSchema | undefined): readonly CelProblem[] {
  const missing = (expected?.required ?? []).filter((key) => !keys.includes(key)).map((key) => `lacks \`${key}\``);
  const isClosed = expected?.additionalProperties === false;
  const unknown = keys
    .filter((key) => isClosed && schemaOf(expected, key) === undefined)
    .map((key) => `has no key \`${key}\``);
  return [...missing, ...unknown].map((message) => ({ code: "type-mismatch", message }));
}

function schemaOf(expected: ValueSchema | undefined, key: string): ValueSchema | undefined {
  const { properties = {}, additionalProperties } = expected ?? {};
  if (Object.hasOwn(properties, key)) return properties[key];
  return typeof additionalProperties === "object" ? additionalProperties : undefined;
}
