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
  const fault = notAllowed(schema, value) ?? outOfBounds(schema, value, world);
  if (fault === undefined) return undefined;
  // A schema with examples is a notion of its own: what it is says more than the pattern that it has.
  const said = schema.examples
    ? { message: `must be ${notion(schema)}, not ${quoted(value)}`, hint: explained(schema) }
    : fault;
  return { is: "wrong-value", ...said, ...(typeof value === "string" ? { word: value } : {}) };
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

function notAllowed(schema: Schema, value: Json): Fault | undefined {
  const only = schema.const === undefined ? undefined : [schema.const];
  const allowed = [schema.enum, only].find((values) => values?.every((one) => !isSame(one, value)));
  if (allowed === undefined) return undefined;
  const message = `must be ${alternativesInWords(allowed.map(quotedWhole))}, not ${quoted(value)}`;
  const texts = allowed.filter((one) => typeof one === "string");
  const meant = typeof value === "string" ? nearest(value, texts) : undefined;
  return meant === undefined ? { message } : { message, hint: `Did you mean ${quoted(meant)}?` };
}

function outOfBounds(schema: Schema, value: Json, world: SchemaWorld): Fault | undefined {
  const bound = boundOf(schema, value, world);
  return bound === undefined ? undefined : { message: `must ${bound}` };
}

/** The bound that a value breaks, as a demand: `be 1 or more, not 0`. */
function boundOf(schema: Schema, value: Json, world: SchemaWorld): string | undefined {
  if (typeof value === "string") return boundOfText(schema, value, world);
  if (typeof value === "number") return boundOfNumber(schema, value);
  return isList(value) ? boundOfList(schema, value) : undefined;
}

function boundOfText(schema: Schema, text: string, world: SchemaWorld): string | undefined {
  const { minLength = 0, maxLength = text.length, pattern, format } = schema;
  const length = schema.minLength === undefined && schema.maxLength === undefined ? text.length : characters(text);
  if (length < minLength) return minLength === 1 ? "not be empty" : `have at least ${minLength} characters`;
  if (length > maxLength) return `have at most ${maxLength} characters, not ${length}`;
  if (pattern !== undefined && !world.fitsPattern(pattern, text)) return `match ${pattern}, not ${quoted(text)}`;
  if (format !== undefined && !world.fitsFormat(format, text)) return `be of the format ${format}, not ${quoted(text)}`;
  return undefined;
}

function boundOfNumber(schema: Schema, number: number): string | undefined {
  const { minimum, maximum, exclusiveMinimum, exclusiveMaximum } = schema;
  if (minimum !== undefined && number < minimum) return `be ${minimum} or more, not ${number}`;
  if (maximum !== undefined && number > maximum) return `be ${maximum} or less, not ${number}`;
  if (exclusiveMinimum !== undefined && number <= exclusiveMinimum)
    return `be more than ${exclusiveMinimum}, not ${number}`;
  if (exclusiveMaximum !== undefined && number >= exclusiveMaximum)
    return `be less than ${exclusiveMaximum}, not ${number}`;
  return undefined;
}

function boundOfList({ minItems = 0, maxItems, uniqueItems }: Schema, list: readonly Json[]): string | undefined {
  const { length } = list;
  if (length < minItems) return minItems === 1 ? "not be empty" : `have at least ${minItems} items, not ${length}`;
  if (maxItems !== undefined && length > maxItems) return `have at most ${maxItems} items, not ${length}`;
  const repeated = uniqueItems ? list.find((item, index) => list.indexOf(item) < index) : undefined;
  return repeated === undefined ? undefined : `not name ${quoted(repeated)} twice`;
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
