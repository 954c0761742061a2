import type { Json } from "../base/json.ts";
import { isJsonObject } from "../base/json.ts";
import { nearest } from "../base/names.ts";
import type { Schema } from "./schema.ts";
import type { SchemaWorld, ValueProblem } from "./schema-problem.ts";
import { isOfSchemaType } from "./schema-type.ts";
import { alternativesInWords, kindInWords, quoted, quotedWhole, titleInWords, typesInWords } from "./value-words.ts";

/** What a schema says against a value itself, whatever it contains; the first thing that it says. */
export function checkOneValue(schema: Schema, value: Json, world: SchemaWorld): ValueProblem | undefined {
  if (!isOfSchemaType(schema, value)) return wrongType(schema, value);
  const fault = enumFault(schema, value) ?? boundFault(schema, value, world);
  if (fault === undefined) return undefined;
  const word = typeof value === "string" ? { word: value } : {};
  // A schema with examples is a notion of its own: what it is says more than the pattern that it has.
  if (schema.examples)
    return {
      is: "wrong-value",
      message: `must be ${notion(schema)}, not ${quoted(value)}`,
      hint: explained(schema),
      ...word,
    };
  return { is: "wrong-value", ...fault, ...word };
}

type Fault = Pick<ValueProblem, "message" | "hint">;

function wrongType(schema: Schema, value: Json): ValueProblem {
  const expected = schema.examples ? notion(schema) : typesInWords(schema.type);
  const hint = schema.examples ? explained(schema) : typeHint(schema, value);
  const message =
    value === null ? `must be ${expected}, but is empty` : `must be ${expected}, not ${kindInWords(value)}`;
  return { is: "wrong-type", message, ...(hint === undefined ? {} : { hint }) };
}

function typeHint({ type }: Schema, value: Json): string | undefined {
  const isScalar = typeof value === "number" || typeof value === "boolean";
  if (type === "string" && isScalar) return `Put it in quotes: "${value}".`;
  if (type === "boolean" && typeof value === "string") return "Write true or false, without quotes.";
  if (type === "array" && (isScalar || typeof value === "string")) return `Write it as a list: [${quoted(value)}].`;
  return undefined;
}

function enumFault(schema: Schema, value: Json): Fault | undefined {
  const only = schema.const === undefined ? undefined : [schema.const];
  const allowed = [schema.enum, only].find((values) => values?.every((one) => !isSame(one, value)));
  if (allowed === undefined) return undefined;
  const message = `must be ${alternativesInWords(allowed.map(quotedWhole))}, not ${quoted(value)}`;
  const texts = allowed.filter((one) => typeof one === "string");
  const meant = typeof value === "string" ? nearest(value, texts) : undefined;
  return meant === undefined ? { message } : { message, hint: `Did you mean ${quoted(meant)}?` };
}

function boundFault(schema: Schema, value: Json, world: SchemaWorld): Fault | undefined {
  if (typeof value === "string") return textFault(schema, value, world);
  if (typeof value === "number") return numberFault(schema, value);
  if (Array.isArray(value)) return listFault(schema, value);
  return undefined;
}

function textFault(
  { minLength = 0, maxLength, pattern, format }: Schema,
  text: string,
  world: SchemaWorld,
): Fault | undefined {
  const length = minLength > 0 || maxLength !== undefined ? characters(text) : 0;
  if (length < minLength)
    return { message: minLength === 1 ? "must not be empty" : `must have at least ${minLength} characters` };
  if (maxLength !== undefined && length > maxLength)
    return { message: `must have at most ${maxLength} characters, not ${length}` };
  if (pattern !== undefined && !world.fitsPattern(pattern, text))
    return { message: `must match ${pattern}, not ${quoted(text)}` };
  if (format !== undefined && !world.fitsFormat(format, text))
    return { message: `must be of the format ${format}, not ${quoted(text)}` };
  return undefined;
}

function numberFault(schema: Schema, number: number): Fault | undefined {
  const { minimum, maximum, exclusiveMinimum, exclusiveMaximum } = schema;
  if (minimum !== undefined && number < minimum) return { message: `must be ${minimum} or more, not ${number}` };
  if (maximum !== undefined && number > maximum) return { message: `must be ${maximum} or less, not ${number}` };
  if (exclusiveMinimum !== undefined && number <= exclusiveMinimum)
    return { message: `must be more than ${exclusiveMinimum}, not ${number}` };
  if (exclusiveMaximum !== undefined && number >= exclusiveMaximum)
    return { message: `must be less than ${exclusiveMaximum}, not ${number}` };
  return undefined;
}

function listFault({ minItems = 0, maxItems, uniqueItems }: Schema, list: readonly Json[]): Fault | undefined {
  if (list.length < minItems)
    return {
      message: minItems === 1 ? "must not be empty" : `must have at least ${minItems} items, not ${list.length}`,
    };
  if (maxItems !== undefined && list.length > maxItems)
    return { message: `must have at most ${maxItems} items, not ${list.length}` };
  const repeated = uniqueItems ? list.find((item, index) => list.indexOf(item) < index) : undefined;
  return repeated === undefined ? undefined : { message: `names ${quoted(repeated)} twice` };
}

function notion({ title = "" }: Schema): string {
  return `a ${titleInWords(title)}`;
}

function explained({ description = "", examples = [] }: Schema): string {
  return `${description} For example: ${examples.join(", ")}`;
}

/** Code points, which is what JSON Schema counts. */
function characters(text: string): number {
  let count = 0;
  for (const _ of text) count++;
  return count;
}

/** Equal as JSON. Goes only as deep as the first of the two, which is part of a schema. */
function isSame(expected: Json | undefined, value: Json | undefined): boolean {
  if (isList(expected)) {
    return isList(value) && expected.length === value.length && expected.every((one, i) => isSame(one, value[i]));
  }
  if (!isJsonObject(expected) || !isJsonObject(value)) return expected === value;
  const keys = Object.keys(expected);
  if (keys.length !== Object.keys(value).length) return false;
  return keys.every((key) => Object.hasOwn(value, key) && isSame(expected[key], value[key]));
}

function isList(value: Json | undefined): value is readonly Json[] {
  return Array.isArray(value);
}
