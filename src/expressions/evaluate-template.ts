import { isJsonObject, type Json, type JsonObject } from "../base/json.ts";
import { CelFailure } from "./cel-failure.ts";
import { ANY, type CelType, fieldType } from "./cel-type.ts";
import { type CelValue, fromJson, toJson, toText } from "./cel-value.ts";
import { evaluateCel } from "./evaluate-cel.ts";
import { parseCel } from "./parse-cel.ts";
import type { Evaluated, ScopeTypes, ScopeValues } from "./scope.ts";
import { scopeType } from "./scope-type.ts";
import type { Template } from "./template.ts";

/** The value of a template; never throws. Integers within ±2^53; in a longer text numbers and booleans stand as JSON. */
export function evaluateTemplate(template: Template, values: ScopeValues, types: ScopeTypes): Evaluated {
  return caught(() => fill(template, reader(values, types)));
}

/** Whether a bare expression holds; never throws. */
export function evaluateCondition(
  cel: string,
  values: ScopeValues,
  types: ScopeTypes,
): { readonly ok: true; readonly value: boolean } | (Evaluated & { readonly ok: false }) {
  return caught(() => {
    const value = run(cel, reader(values, types));
    if (typeof value === "boolean") return value;
    throw new CelFailure("a condition gives true or false");
  });
}

type Read = (path: readonly string[]) => CelValue;

function caught<Value extends Json>(
  evaluate: () => Value,
): { readonly ok: true; readonly value: Value } | (Evaluated & { readonly ok: false }) {
  try {
    return { ok: true, value: evaluate() };
  } catch (error) {
    if (!(error instanceof CelFailure)) throw error;
    return { ok: false, message: error.message, ...(error.lacks && { lacks: true }) };
  }
}

function fill(template: Template, read: Read): Json {
  if ("value" in template) return template.value;
  if ("cel" in template) return toJson(run(template.cel, read));
  if ("parts" in template) {
    return template.parts.map((part) => (typeof part === "string" ? part : toText(run(part.cel, read)))).join("");
  }
  if ("items" in template) return template.items.map((item) => fill(item, read));
  return Object.fromEntries(Object.entries(template.entries).map(([key, item]) => [key, fill(item, read)]));
}

/** Says which expression failed, unless the message quotes all of it. */
function run(cel: string, read: Read): CelValue {
  const parsed = parseCel(cel);
  if (!parsed.ok) throw new CelFailure(parsed.problem.message);
  try {
    return evaluateCel(parsed.cel, read);
  } catch (error) {
    if (!(error instanceof CelFailure) || error.message.includes(cel)) throw error;
    throw new CelFailure(`\`${cel}\`: ${error.message}`, error.lacks);
  }
}

/** Reads names out of the scope, each converted once by its declared type. */
function reader(values: ScopeValues, types: ScopeTypes): Read {
  const { inputs, actions, run: runValues } = values;
  const all: JsonObject = {
    ...(inputs && { inputs }),
    ...(actions && { actions }),
    ...(runValues && { run: { ...runValues } }),
  };
  const root = scopeType(types);
  const known = new Map<string, CelValue>();
  return (path) => {
    const key = JSON.stringify(path);
    const value = known.get(key) ?? valueAt(path, all, root);
    known.set(key, value);
    return value;
  };
}

function valueAt(path: readonly string[], values: JsonObject, root: CelType): CelValue {
  let value: Json | undefined = values;
  let type = root;
  for (const [i, name] of path.entries()) {
    if (!isJsonObject(value)) throw new CelFailure(`\`${path.slice(0, i).join(".")}\` has no \`${name}\``);
    value = Object.hasOwn(value, name) ? value[name] : undefined;
    if (value === undefined) throw new CelFailure(`\`${path.slice(0, i + 1).join(".")}\` is not there`, true);
    type = (type.kind === "object" && fieldType(type, name)?.type) || ANY;
  }
  return fromJson(value, type);
}
