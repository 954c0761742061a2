import type { Json } from "../base/json.ts";
import { isJsonObject } from "../base/json.ts";
import { fittingSchema, isFreeKey, schemaOfKey } from "./check-schema.ts";
import type { Schema } from "./schema.ts";
import type { SchemaWorld } from "./schema-problem.ts";

/** The value without the keys `x-…` that anyone may add to our own mappings; in data of users every key stays. */
export function withoutFreeKeys(given: Schema | boolean, value: Json, world: Pick<SchemaWorld, "resolve">): Json {
  if (typeof given === "boolean") return value;
  const schema = fittingSchema(given, value, world);
  if (Array.isArray(value)) return value.map((item) => withoutFreeKeys(schema.items ?? true, item, world));
  if (!isJsonObject(value)) return value;
  const kept = Object.entries(value).filter(([key]) => !(schema.patternProperties && isFreeKey(key)));
  return Object.fromEntries(kept.map(([key, inner]) => [key, withoutFreeKeys(schemaOfKey(schema, key), inner, world)]));
}
