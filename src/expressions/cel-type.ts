import type { ValueSchema } from "../definitions/types.generated.ts";

/** The type of an expression, in the words of the schemas that people write. */
export type CelType =
  | { readonly kind: "any" | "null" | "boolean" | "integer" | "number" }
  /** `among`: it is one of these. */
  | { readonly kind: "string"; readonly among?: readonly string[] }
  | { readonly kind: "array"; readonly items: CelType }
  | CelObjectType;

/** `others`: the type of keys without a field of their own; absent = reading such a key is a mistake. */
export interface CelObjectType {
  readonly kind: "object";
  readonly fields: { readonly [name: string]: CelFieldType };
  readonly others?: CelType;
}

/** `mayLack`: it may not be there, so that `has()` is demanded. */
export interface CelFieldType {
  readonly type: CelType;
  readonly mayLack: boolean;
}

export const ANY: CelType = { kind: "any" };

/** The type that a schema gives. Keys that an object does not declare cannot be read, unless its schema speaks of them. */
export function typeOfSchema(schema: ValueSchema): CelType {
  if (schema.type === undefined) return ANY;
  switch (schema.type) {
    case "boolean":
    case "integer":
    case "number":
      return { kind: schema.type };
    case "string": {
      const among = schema.enum?.filter((value) => typeof value === "string");
      return among === undefined ? { kind: "string" } : { kind: "string", among };
    }
    case "array":
      return { kind: "array", items: schema.items === undefined ? ANY : typeOfSchema(schema.items) };
    case "object":
      return objectType(schema);
  }
}

function objectType({ properties, additionalProperties: more }: ValueSchema): CelObjectType {
  const fields = Object.entries(properties ?? {}).map(
    ([name, schema]) => [name, { type: typeOfSchema(schema), mayLack: false }] as const,
  );
  const others = typeof more === "object" ? typeOfSchema(more) : more || properties === undefined ? ANY : undefined;
  return { kind: "object", fields: Object.fromEntries(fields), ...(others !== undefined && { others }) };
}

/** The field of an object, its own or one of the others. */
export function fieldType(of: CelObjectType, name: string): CelFieldType | undefined {
  if (Object.hasOwn(of.fields, name)) return of.fields[name];
  return of.others && { type: of.others, mayLack: false };
}

const WORDS: { readonly [kind in CelType["kind"]]: readonly [one: string, many: string] } = {
  any: ["any value", "any values"],
  null: ["null", "nulls"],
  boolean: ["true or false", "true or false"],
  integer: ["a whole number", "whole numbers"],
  number: ["a number", "numbers"],
  string: ["text", "texts"],
  array: ["a list", "lists"],
  object: ["a mapping", "mappings"],
};

/** A type in words: `a whole number`, `a list of texts`. */
export function typeInWords(type: CelType): string {
  const items = type.kind === "array" && type.items.kind !== "any" ? ` of ${WORDS[type.items.kind][1]}` : "";
  return kindInWords(type.kind) + items;
}

export function kindInWords(kind: CelType["kind"]): string {
  return WORDS[kind][0];
}

/** Whether a value of this type may go where `to` is expected; what only the value can tell counts as yes. */
export function isAssignable(from: CelType, to: CelType): boolean {
  if (from.kind === "any" || to.kind === "any") return true;
  if (from.kind === "integer" && to.kind === "number") return true;
  if (from.kind === "string" && to.kind === "string") {
    return !from.among || !to.among || from.among.every((value) => to.among?.includes(value));
  }
  if (from.kind === "array" && to.kind === "array") return isAssignable(from.items, to.items);
  if (from.kind === "object" && to.kind === "object") {
    return Object.entries(from.fields).every(([name, field]) =>
      isAssignable(field.type, fieldType(to, name)?.type ?? ANY),
    );
  }
  return from.kind === to.kind;
}

/** What two values have in common, where either may come out; undefined where they are of different types. `null` goes with all. */
export function commonType(a: CelType, b: CelType): CelType | undefined {
  if (a.kind === "any" || b.kind === "any" || (a.kind === "null") !== (b.kind === "null")) return ANY;
  if (a.kind === "array" && b.kind === "array") return { kind: "array", items: commonType(a.items, b.items) ?? ANY };
  if (a.kind === "object" && b.kind === "object") return { kind: "object", fields: {}, others: ANY };
  if (a.kind === "string" && b.kind === "string") {
    return a.among && b.among ? { kind: "string", among: [...a.among, ...b.among] } : { kind: "string" };
  }
  return a.kind === b.kind ? a : undefined;
}
