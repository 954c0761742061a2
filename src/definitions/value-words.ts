import type { Json } from "../base/json.ts";
import { isJsonObject } from "../base/json.ts";
import type { SchemaType } from "./schema.ts";

const TYPES: { readonly [type in SchemaType]: string } = {
  string: "text",
  integer: "a whole number",
  number: "a number",
  boolean: "true or false",
  array: "a list",
  object: "a mapping",
};

/** Types of JSON Schema in words, e.g. `text or a mapping`. */
export function typesInWords(types: SchemaType | readonly SchemaType[] = []): string {
  return alternativesInWords((typeof types === "string" ? [types] : types).map((type) => TYPES[type]));
}

/** What kind of value this is, e.g. `a whole number`. */
export function kindInWords(value: Json): string {
  if (value === null) return "empty";
  if (Array.isArray(value)) return TYPES.array;
  if (isJsonObject(value)) return TYPES.object;
  if (typeof value === "number") return Number.isInteger(value) ? TYPES.integer : TYPES.number;
  return typeof value === "string" ? TYPES.string : String(value);
}

/** A value as a message quotes it: short ones whole, long ones cut, lists and mappings by their kind. */
export function quoted(value: Json): string {
  return typeof value === "object" ? kindInWords(value) : cut(JSON.stringify(value));
}

/** A value of a schema as a message quotes it: lists and mappings, too, because they are known to be small. */
export function quotedWhole(value: Json): string {
  return cut(JSON.stringify(value));
}

/** A key as a message quotes it. */
export function quotedKey(key: string): string {
  return `\`${cut(key)}\``;
}

/** `a, b or c`. */
export function alternativesInWords(words: readonly string[]): string {
  return words.length < 2 ? words.join("") : `${words.slice(0, -1).join(", ")} or ${words.at(-1)}`;
}

/** The title of a schema in words: `RunName` is `run name`. */
export function titleInWords(title: string): string {
  return title.replace(/(?<=[a-z])(?=[A-Z])/g, " ").toLowerCase();
}

const LONGEST = 60;

function cut(text: string): string {
  return text.length <= LONGEST ? text : `${text.slice(0, LONGEST - 1)}…`;
}
