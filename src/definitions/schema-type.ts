import type { Json } from "../base/json.ts";
import { isJsonObject } from "../base/json.ts";
import type { Schema, SchemaType } from "./schema.ts";

/** Whether a value is of one of the types that a schema names; where it names none, every value is. */
export function isOfSchemaType({ type }: Schema, value: Json): boolean {
  if (type === undefined) return true;
  return typeof type === "string" ? isOfType(type, value) : type.some((one) => isOfType(one, value));
}

function isOfType(type: SchemaType, value: Json): boolean {
  switch (type) {
    case "string":
    case "number":
    case "boolean":
      return typeof value === type;
    case "integer":
      return Number.isInteger(value);
    case "array":
      return Array.isArray(value);
    case "object":
      return isJsonObject(value);
  }
}
