import type { Json, JsonObject } from "../base/json.ts";
import { nearest } from "../base/names.ts";
import { checkValue } from "../definitions/check-value.ts";
import type { ValueSchema } from "../definitions/types.generated.ts";
import type { InputPlan, With } from "./execution-plan.ts";

export type ResolvedInputs =
  | { readonly ok: true; readonly with: With }
  | { readonly ok: false; readonly problems: readonly InputProblem[] };

/** The message goes on where the input was named: `must be text, not a list`. */
export interface InputProblem {
  readonly name: string;
  readonly message: string;
  readonly hint?: string;
}

/**
 * The values of declared inputs: as given, else by default, else left out where that is allowed. `null` counts as not
 * given, unless the input takes anything. Names every input that is unknown, missing or of the wrong form.
 */
export function resolveInputs(declared: { readonly [name: string]: InputPlan }, given: JsonObject): ResolvedInputs {
  const unknown = Object.keys(given).filter((name) => !Object.hasOwn(declared, name));
  const problems: InputProblem[] = unknown.map((name) => unknownInput(name, Object.keys(declared)));
  const values: [string, Json][] = [];
  for (const [name, input] of Object.entries(declared)) {
    const value = Object.hasOwn(given, name) ? given[name] : undefined;
    if (isGiven(value, input.schema)) {
      values.push([name, value]);
      problems.push(...faultsOf(name, input, value));
    } else if (input.default !== undefined) values.push([name, input.default]);
    else if (!input.optional) problems.push({ name, message: "a value is missing" });
  }
  return problems.length === 0 ? { ok: true, with: Object.fromEntries(values) } : { ok: false, problems };
}

/** What to say of a name that is no input. */
export function unknownInput(name: string, declared: readonly string[]): InputProblem {
  const meant = nearest(name, declared);
  const all = declared.length === 0 ? "There are no inputs." : `Its inputs are ${declared.join(", ")}.`;
  return { name, message: "there is no such input", hint: meant === undefined ? all : `Did you mean ${meant}?` };
}

/** `null` is no value, unless anything is one. */
export function isGiven(value: Json | undefined, { type }: ValueSchema): value is Json {
  return value !== undefined && (value !== null || type === undefined);
}

function faultsOf(name: string, { schema }: InputPlan, value: Json): readonly InputProblem[] {
  return checkValue(schema, value).map(({ pointer, message }) => ({
    name,
    message: pointer.length === 0 ? message : `\`${pointer.join(".")}\` ${message}`,
  }));
}
