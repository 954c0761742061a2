import type { Json, JsonObject } from "../base/json.ts";
import { readJson } from "../base/read-json.ts";
import { checkValue } from "../definitions/check-value.ts";
import type { ValueSchema } from "../definitions/types.generated.ts";
import type { OutputPlan } from "../plan/execution-plan.ts";
import { callOf } from "./call-of.ts";
import type { AttemptState } from "./run-state.ts";

/** The outputs of an attempt that went well, or why they are none. */
export type OutputsOf =
  | { readonly ok: true; readonly outputs: JsonObject }
  | { readonly ok: false; readonly reason: "secret-in-output" | "bad-output"; readonly message: string };

/**
 * The declared outputs of an attempt, checked: from its result's `output`, else from the `[COUT]` lines of its log.
 * Names that are not declared are no outputs.
 */
export function outputsOf(attempt: AttemptState, declared: { readonly [name: string]: OutputPlan }): OutputsOf {
  const result = callOf(attempt, "TASK_RESULT");
  const source = result?.output ? result : attempt.log;
  if (source?.secretInOutput) return refused("secret-in-output", "the output holds the value of a secret");
  const outputs: { [name: string]: Json } = {};
  for (const [name, { schema, optional }] of Object.entries(declared)) {
    const value = result?.output ? own(result.output, name) : readText(own(attempt.log?.outputs, name), schema);
    if (value === undefined) {
      if (optional) continue;
      return refused("bad-output", `the output ${name} is missing`);
    }
    const [fault] = checkValue(schema, value);
    if (fault) return refused("bad-output", `the output ${name}${stepsToText(fault.pointer)} ${fault.message}`);
    outputs[name] = value;
  }
  return { ok: true, outputs };
}

function refused(reason: "secret-in-output" | "bad-output", message: string): OutputsOf {
  return { ok: false, reason, message };
}

/** An output may be named `constructor`, as something that every object has. */
function own<Value>(values: { readonly [name: string]: Value } | undefined, name: string): Value | undefined {
  return values && Object.hasOwn(values, name) ? values[name] : undefined;
}

/** JSON, else text; where a string is declared, `1.10` is the text it looks like and only `"1.10"` is JSON. */
function readText(text: string | undefined, { type }: ValueSchema): Json | undefined {
  if (text === undefined || (type === "string" && !text.startsWith('"'))) return text;
  return readJson(text) ?? text;
}

function stepsToText(pointer: readonly (string | number)[]): string {
  return pointer.map((step) => (typeof step === "number" ? `[${step}]` : `.${step}`)).join("");
}
