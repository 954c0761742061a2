import type { Json } from "../base/json.ts";
import { entriesOf } from "./json-parts.ts";
import type { PointedProblem, Pointer } from "./pointed-problem.ts";
import { isSystemVariable } from "./system-variables.ts";
import { quotedKey } from "./value-words.ts";

/** What is wrong with environment variables beyond their form. */
export function environmentProblems(env: Json | undefined, pointer: Pointer): readonly PointedProblem[] {
  const taken = entriesOf(env).filter(([name]) => isSystemVariable(name));
  return taken.map(([name]) => ({
    pointer: [...pointer, name],
    key: true,
    code: "wrong-name",
    message: `the variable ${quotedKey(name)} is given by the engine`,
    hint: "Choose another name: those of the engine, and CO_… and INPUT_…, are taken.",
  }));
}
