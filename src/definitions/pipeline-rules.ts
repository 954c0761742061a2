import type { Json } from "../base/json.ts";
import { checkDeclaredSchemas } from "./check-declared-schemas.ts";
import { componentRules } from "./component-rules.ts";
import { environmentProblems } from "./environment-rules.ts";
import { itemsOf, memberOf } from "./json-parts.ts";
import type { PointedProblem, Pointer } from "./pointed-problem.ts";
import { quotedKey } from "./value-words.ts";

/** What is wrong with the spec of a pipeline beyond its form, as far as it alone can tell. */
export function pipelineRules(spec: Json | undefined, pointer: Pointer): readonly PointedProblem[] {
  const stages = placedItems(memberOf(spec, "stages"), [...pointer, "stages"]);
  const actions = [
    ...stages.flatMap(([stage, at]) => placedItems(memberOf(stage, "actions"), [...at, "actions"])),
    ...placedItems(memberOf(spec, "finally"), [...pointer, "finally"]),
  ];
  const withEnv: readonly Placed[] = [[spec ?? null, pointer], ...stages, ...actions];
  return [
    ...checkDeclaredSchemas(memberOf(spec, "inputs"), [...pointer, "inputs"]),
    ...withEnv.flatMap(([part, at]) => environmentProblems(memberOf(part, "env"), [...at, "env"])),
    ...repeatedNames("stage", stages),
    ...repeatedNames("action", actions),
    ...actions.flatMap(([action, at]) => actionProblems(action, at)),
  ];
}

type Placed = readonly [Json, Pointer];

function placedItems(list: Json | undefined, pointer: Pointer): readonly Placed[] {
  return itemsOf(list).map((item, index) => [item, [...pointer, index]]);
}

function repeatedNames(what: string, parts: readonly Placed[]): readonly PointedProblem[] {
  const seen = new Set<Json>();
  const problems: PointedProblem[] = [];
  for (const [part, pointer] of parts) {
    const name = memberOf(part, "name");
    if (typeof name === "string" && seen.has(name)) {
      const message = `another ${what} of this pipeline is called ${quotedKey(name)} too`;
      problems.push({ pointer: [...pointer, "name"], code: "duplicate-name", message, hint: "Give one another name." });
    }
    if (typeof name === "string") seen.add(name);
  }
  return problems;
}

/** What an action may do instead later; where it stands, that it is not supported yet is said already. */
const OTHER_WORK: readonly string[] = ["manifest", "pipeline"];

function actionProblems(action: Json, pointer: Pointer): readonly PointedProblem[] {
  const spec = memberOf(action, "spec");
  const component = memberOf(action, "component");
  if (spec !== undefined && component !== undefined) {
    const message = "`component` and `spec` exclude each other";
    const hint = "Name a component, or write one in place.";
    return [{ pointer: [...pointer, "spec"], key: true, code: "conflicting-keys", message, hint }];
  }
  if (spec !== undefined) return componentRules(spec, [...pointer, "spec"]);
  if (component !== undefined || OTHER_WORK.some((key) => memberOf(action, key) !== undefined)) return [];
  const hint = "Name a `component`, or write one in place as `spec`.";
  return [{ pointer, code: "missing-key", message: "nothing says what the action runs", hint }];
}
