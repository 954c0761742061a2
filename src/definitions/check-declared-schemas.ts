import type { Json } from "../base/json.ts";
import { checkSchema } from "./check-schema.ts";
import { checkValue } from "./check-value.ts";
import { documentWorld, schemaNamed } from "./document-world.ts";
import { entriesOf } from "./json-parts.ts";
import { linearPattern } from "./linear-pattern.ts";
import type { PointedProblem, Pointer } from "./pointed-problem.ts";
import type { InputSchema, ValueSchema } from "./types.generated.ts";
import { quoted, quotedKey, typesInWords } from "./value-words.ts";

/** Which values a word says something about. */
const TYPES_OF_WORDS: { readonly [word: string]: readonly NonNullable<ValueSchema["type"]>[] } = {
  minimum: ["integer", "number"],
  maximum: ["integer", "number"],
  exclusiveMinimum: ["integer", "number"],
  exclusiveMaximum: ["integer", "number"],
  minLength: ["string"],
  maxLength: ["string"],
  pattern: ["string"],
  format: ["string"],
  items: ["array"],
  minItems: ["array"],
  maxItems: ["array"],
  properties: ["object"],
  required: ["object"],
  additionalProperties: ["object"],
};

/** What is wrong with declared inputs or outputs beyond their form, which their own schema has checked. */
export function checkDeclaredSchemas(declared: Json | undefined, pointer: Pointer): readonly PointedProblem[] {
  return entriesOf(declared).flatMap(([name, value]) => {
    const schema = declaredSchema(value);
    if (schema === undefined) return [];
    const problems = checkWords(schema, [...pointer, name]);
    return problems.length > 0 ? problems : checkDefault(schema, [...pointer, name]);
  });
}

function declaredSchema(value: Json): InputSchema | undefined {
  const isSound = checkSchema(schemaNamed("InputSchema"), value, documentWorld).length === 0;
  return isSound ? (value as InputSchema) : undefined;
}

function checkWords(schema: ValueSchema, pointer: Pointer): readonly PointedProblem[] {
  return [
    ...checkPattern(schema, pointer),
    ...checkUselessWords(schema, pointer),
    ...checkAllowedValues(schema, pointer),
    ...innerSchemas(schema).flatMap(([steps, inner]) => checkWords(inner, [...pointer, ...steps])),
  ];
}

function innerSchemas({
  items,
  properties = {},
  additionalProperties,
}: ValueSchema): readonly [Pointer, ValueSchema][] {
  const found = Object.entries(properties).map(([key, inner]): [Pointer, ValueSchema] => [["properties", key], inner]);
  if (items) found.push([["items"], items]);
  if (typeof additionalProperties === "object") found.push([["additionalProperties"], additionalProperties]);
  return found;
}

function checkPattern({ pattern }: ValueSchema, pointer: Pointer): readonly PointedProblem[] {
  if (pattern === undefined || linearPattern(pattern)) return [];
  const message = `${quoted(pattern)} is no pattern that is understood here`;
  const hint =
    "Patterns are those of RE2: no look-around, no back-references, every bracket closed, nothing repeated thousands of times.";
  return [{ pointer: [...pointer, "pattern"], code: "wrong-value", message, hint }];
}

function checkUselessWords(schema: ValueSchema, pointer: Pointer): readonly PointedProblem[] {
  const { type } = schema;
  if (type === undefined) return [];
  const useless = Object.entries(TYPES_OF_WORDS).filter(([word, types]) => word in schema && !types.includes(type));
  return useless.map(([word, types]) => ({
    pointer: [...pointer, word],
    key: true,
    code: "wrong-value",
    message: `${quotedKey(word)} is for ${typesInWords(types)}, and this is ${typesInWords(type)}`,
    hint: "Remove it, or change the type.",
  }));
}

/** A value that is listed but can never fit hides a mistake in the type. */
function checkAllowedValues(schema: ValueSchema, pointer: Pointer): readonly PointedProblem[] {
  const { enum: listed = [], const: only, default: _, ...rest } = schema;
  const values = listed.map((value, index): [Pointer, Json] => [["enum", index], value]);
  if (only !== undefined) values.push([["const"], only]);
  return values.flatMap(([steps, value]) => faultsOf(rest, value, [...pointer, ...steps], "an allowed value"));
}

function checkDefault(schema: ValueSchema, pointer: Pointer): readonly PointedProblem[] {
  return schema.default === undefined ? [] : faultsOf(schema, schema.default, [...pointer, "default"], "the default");
}

function faultsOf(schema: ValueSchema, value: Json, pointer: Pointer, what: string): readonly PointedProblem[] {
  return checkValue(schema, value).map((fault) => ({
    pointer: [...pointer, ...fault.pointer],
    code: "wrong-value",
    message: `${what} ${fault.message}`,
  }));
}
