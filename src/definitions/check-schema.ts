import type { Json, JsonObject } from "../base/json.ts";
import { isJsonObject } from "../base/json.ts";
import { nearest } from "../base/names.ts";
import { checkOneValue } from "./check-one-value.ts";
import type { Schema } from "./schema.ts";
import type { SchemaProblem, SchemaWorld } from "./schema-problem.ts";
import { isOfSchemaType } from "./schema-type.ts";
import { quotedKey } from "./value-words.ts";

/** More problems than this of one value are not looked for. */
const MOST_PROBLEMS = 100;

/**
 * All places where a value does not fit a schema. No validator for all of JSON Schema: it knows the words of `Schema`,
 * says what is wrong in our own words, and compiles nothing, so that it costs nothing at the start.
 */
export function checkSchema(schema: Schema, value: Json, world: SchemaWorld): readonly SchemaProblem[] {
  const found: SchemaProblem[] = [];
  check(schema, value, []);
  return found;

  function check(given: Schema, value: Json, pointer: SchemaProblem["pointer"]): void {
    if (found.length >= MOST_PROBLEMS) return;
    const schema = fittingSchema(given, value, world);
    const wrong = checkOneValue(schema, value, world);
    if (wrong) found.push({ ...wrong, pointer, schema: schema.title });
    if (wrong?.is === "wrong-type") return;
    if (Array.isArray(value)) checkItems(schema, value, pointer);
    if (isJsonObject(value)) checkKeys(schema, value, pointer);
  }

  function checkItems({ items }: Schema, list: readonly Json[], pointer: SchemaProblem["pointer"]): void {
    if (items) for (const [index, item] of list.entries()) check(items, item, [...pointer, index]);
  }

  function checkKeys(schema: Schema, object: JsonObject, pointer: SchemaProblem["pointer"]): void {
    for (const key of schema.required ?? []) {
      if (Object.hasOwn(object, key)) continue;
      found.push({ is: "missing-key", message: `lacks ${quotedKey(key)}`, pointer, schema: schema.title, word: key });
    }
    for (const [key, value] of Object.entries(object)) {
      const inside = schemaOfKey(schema, key);
      if (inside === false) found.push(unknownKey(schema, key, pointer));
      else {
        checkName(schema, key, pointer);
        if (inside !== true) check(inside, value, [...pointer, key]);
      }
    }
  }

  function checkName({ propertyNames, title }: Schema, key: string, pointer: SchemaProblem["pointer"]): void {
    if (propertyNames === undefined) return;
    const wrong = checkOneValue(fittingSchema(propertyNames, key, world), key, world);
    if (wrong) found.push({ ...wrong, is: "wrong-name", pointer: [...pointer, key], key: true, schema: title });
  }
}

/** The schema itself, or the one it refers to; of alternatives the one of the value's type, else one of all their types. */
export function fittingSchema(given: Schema, value: Json, world: Pick<SchemaWorld, "resolve">): Schema {
  const schema = given.$ref === undefined ? given : world.resolve(given.$ref);
  if (schema.anyOf === undefined) return schema;
  const alternatives = schema.anyOf.map((alternative) => fittingSchema(alternative, value, world));
  const fitting = alternatives.find((alternative) => isOfSchemaType(alternative, value));
  return fitting ?? { type: alternatives.flatMap(({ type = [] }) => type) };
}

/** What the value of a key must look like; true: anything, false: the key must not be there. */
export function schemaOfKey(
  { properties, patternProperties, additionalProperties }: Schema,
  key: string,
): Schema | boolean {
  if (properties && Object.hasOwn(properties, key)) return properties[key] ?? true;
  if (patternProperties && isFreeKey(key)) return true;
  return additionalProperties ?? true;
}

/** A key that anyone may add, for anchors and the like, and that nobody reads. */
export function isFreeKey(key: string): boolean {
  return key.startsWith("x-");
}

function unknownKey(schema: Schema, key: string, pointer: SchemaProblem["pointer"]): SchemaProblem {
  const known = Object.keys(schema.properties ?? {});
  const meant = nearest(key, known);
  return {
    is: "unknown-key",
    message: `has no key ${quotedKey(key)}`,
    hint: meant === undefined ? `Known here: ${known.join(", ")}.` : `Did you mean ${quotedKey(meant)}?`,
    pointer: [...pointer, key],
    key: true,
    schema: schema.title,
    word: key,
  };
}
