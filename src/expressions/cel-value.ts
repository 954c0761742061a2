import { isJsonObject, type Json } from "../base/json.ts";
import { CelFailure } from "./cel-failure.ts";
import { ANY, type CelType, fieldType, kindInWords } from "./cel-type.ts";

/** A value while an expression is evaluated: integers are BigInt, numbers are doubles, objects are maps. */
export type CelValue = null | boolean | bigint | number | string | readonly CelValue[] | CelMap;

export type CelMap = ReadonlyMap<string, CelValue>;

export type CelKind = Exclude<CelType["kind"], "any">;

const MAX_DEPTH = 100;

export function kindOf(value: CelValue): CelKind {
  if (value === null) return "null";
  switch (typeof value) {
    case "boolean":
      return "boolean";
    case "bigint":
      return "integer";
    case "number":
      return "number";
    case "string":
      return "string";
    case "object":
      return isList(value) ? "array" : "object";
  }
}

/** Takes a value in by its declared type: integers become BigInt, numbers stay doubles, and where nothing is declared a whole number is an integer. */
export function fromJson(json: Json, type: CelType, depth = 0): CelValue {
  if (depth > MAX_DEPTH) throw new CelFailure(`a value is nested more than ${MAX_DEPTH} deep`);
  if (typeof json === "number") return type.kind !== "number" && Number.isSafeInteger(json) ? BigInt(json) : json;
  if (typeof json !== "object" || json === null) return json;
  if (isJsonObject(json)) {
    const inner = (name: string) => (type.kind === "object" ? fieldType(type, name)?.type : undefined) ?? ANY;
    return new Map(Object.entries(json).map(([name, value]) => [name, fromJson(value, inner(name), depth + 1)]));
  }
  return json.map((item) => fromJson(item, type.kind === "array" ? type.items : ANY, depth + 1));
}

/** Gives a value out again; fails where JSON has no such number. */
export function toJson(value: CelValue, depth = 0): Json {
  if (depth > MAX_DEPTH) throw new CelFailure(`the value is nested more than ${MAX_DEPTH} deep`);
  if (typeof value === "bigint") {
    if (Number.isSafeInteger(Number(value))) return Number(value);
    throw new CelFailure(`${value} is too large a number: integers go to ±9007199254740991`);
  }
  if (value === 0) return 0; // there is no -0 in JSON
  if (typeof value === "number" && !Number.isFinite(value))
    throw new CelFailure(`the number is ${value}: was it divided by zero?`);
  if (typeof value !== "object" || value === null) return value;
  if (isList(value)) return value.map((item) => toJson(item, depth + 1));
  return Object.fromEntries([...value].map(([name, item]) => [name, toJson(item, depth + 1)]));
}

/** A value as a piece of a longer text: texts as they are, numbers and booleans as JSON; all else fails. */
export function toText(value: CelValue): string {
  if (typeof value === "string") return value;
  if (value === null || typeof value === "object")
    throw new CelFailure(`${kindInWords(kindOf(value))} cannot stand in a text`);
  return JSON.stringify(toJson(value));
}

/** Whether two values are the same; 1 and 1.0 are. `spend` counts the work of each comparison, so that it can be too much. */
export function isEqual(a: CelValue, b: CelValue, spend: (steps: number) => void): boolean {
  spend(1 + weight(a));
  if (isNumeric(a) && isNumeric(b)) return compare(a, b) === 0;
  if (a === null || b === null || typeof a !== "object" || typeof b !== "object") return a === b;
  if (isList(a) || isList(b)) {
    return isList(a) && isList(b) && a.length === b.length && a.every((item, i) => isEqual(item, b[i] ?? null, spend));
  }
  const same = ([name, item]: readonly [string, CelValue]) => b.has(name) && isEqual(item, b.get(name) ?? null, spend);
  return a.size === b.size && a.entries().every(same);
}

const CHARACTERS_PER_STEP = 8;

/** Work of looking at all of a text once; of a list and a mapping, whose items are looked at one by one, none. */
export function weight(value: CelValue): number {
  return typeof value === "string" ? value.length / CHARACTERS_PER_STEP : 0;
}

/** Negative, 0 or positive; NaN where there is no order. */
export function compare<Value extends bigint | number | string>(a: Value, b: Value): number {
  if (a < b) return -1;
  if (a > b) return 1;
  return a === b || (isNumeric(a) && Number(a) === Number(b)) ? 0 : Number.NaN;
}

export function isNumeric(value: CelValue): value is bigint | number {
  return typeof value === "bigint" || typeof value === "number";
}

export function isList(value: CelValue): value is readonly CelValue[] {
  return Array.isArray(value);
}
