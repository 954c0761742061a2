import type { Json } from "../base/json.ts";
import { isJsonObject } from "../base/json.ts";
import { checkDeclaredSchemas } from "./check-declared-schemas.ts";
import { environmentProblems } from "./environment-rules.ts";
import { memberOf } from "./json-parts.ts";
import type { PointedProblem, Pointer } from "./pointed-problem.ts";

/** What is wrong with the spec of a component, its own or one written in place, beyond its form. */
export function componentRules(spec: Json | undefined, pointer: Pointer): readonly PointedProblem[] {
  return [
    ...programProblems(spec, pointer),
    ...environmentProblems(memberOf(spec, "env"), [...pointer, "env"]),
    ...checkDeclaredSchemas(memberOf(spec, "inputs"), [...pointer, "inputs"]),
    ...checkDeclaredSchemas(memberOf(spec, "outputs"), [...pointer, "outputs"]),
  ];
}

function programProblems(spec: Json | undefined, pointer: Pointer): readonly PointedProblem[] {
  const script = memberOf(spec, "script");
  const command = memberOf(spec, "command");
  const problems: PointedProblem[] = [];
  const isEmpty = script === undefined && command === undefined && memberOf(spec, "image") === undefined;
  if (isJsonObject(spec) && isEmpty) {
    const hint = "Write a script or a command; an image alone runs its own program.";
    problems.push({ pointer, code: "missing-key", message: "nothing says what to run", hint });
  }
  if (script !== undefined && command !== undefined) {
    const message = "`script` and `command` exclude each other";
    problems.push({
      pointer: [...pointer, "script"],
      key: true,
      code: "conflicting-keys",
      message,
      hint: "Remove one.",
    });
  }
  if (typeof script === "string" && script.includes("${{")) {
    const message = "expressions are not used in scripts, where a value would become program text";
    const hint = "Declare an input and read its variable, quoted: $INPUT_<NAME>, or all of them as JSON: $EVENT_DATA.";
    problems.push({ pointer: [...pointer, "script"], code: "expression-in-script", message, hint });
  }
  return problems;
}
