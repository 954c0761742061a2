import { type Instant, instantFromText } from "../base/instant.ts";
import { isJsonObject, type Json, type JsonObject } from "../base/json.ts";

/** What is not what it should be. */
export const WRONG = Symbol("wrong");

/** Reads a value of one type out of JSON that anyone may have written. */
export type Decode<Value> = (json: Json | undefined) => Value | typeof WRONG;

export const text: Decode<string> = (json) => (typeof json === "string" ? json : WRONG);
/** A finite number. */
export const number: Decode<number> = (json) => (typeof json === "number" && Number.isFinite(json) ? json : WRONG);
/** A whole number from 0. */
export const count: Decode<number> = (json) =>
  Number.isSafeInteger(json) && (json as number) >= 0 ? (json as number) : WRONG;
export const flag: Decode<boolean> = (json) => (typeof json === "boolean" ? json : WRONG);
/** Whatever is there. */
export const anyJson: Decode<Json> = (json) => (json === undefined ? WRONG : json);
export const anyObject: Decode<JsonObject> = (json) => (isJsonObject(json) ? json : WRONG);

/** An instant from its text. */
export const instant: Decode<Instant> = (json) => (typeof json === "string" ? (instantFromText(json) ?? WRONG) : WRONG);

export function oneOf<const Word extends string>(...words: readonly Word[]): Decode<Word> {
  return (json) => words.find((word) => word === json) ?? WRONG;
}

/** What the first of these can read. */
export function firstOf<Value>(...decoders: readonly Decode<Value>[]): Decode<Value> {
  return (json) => {
    for (const decode of decoders) {
      const value = decode(json);
      if (value !== WRONG) return value;
    }
    return WRONG;
  };
}

export function orNull<Value>(decode: Decode<Value>): Decode<Value | null> {
  return (json) => (json === null ? null : decode(json));
}

export function optional<Value>(decode: Decode<Value>): Decode<Value | undefined> {
  return (json) => (json === undefined ? undefined : decode(json));
}

export function listOf<Value>(decode: Decode<Value>): Decode<readonly Value[]> {
  return (json) => {
    if (!Array.isArray(json)) return WRONG;
    const values: Value[] = [];
    for (const item of json) {
      const value = decode(item);
      if (value === WRONG) return WRONG;
      values.push(value);
    }
    return values;
  };
}

/** An object with these keys; others, of later versions, are left out. */
export function object<Value extends object>(
  fields: { readonly [Key in keyof Value]-?: Decode<Value[Key]> },
): Decode<Value> {
  return (json) => {
    if (!isJsonObject(json)) return WRONG;
    const value: Partial<Value> = {};
    for (const key in fields) {
      const field = fields[key](Object.hasOwn(json, key) ? json[key] : undefined);
      if (field === WRONG) return WRONG;
      if (field !== undefined) value[key] = field;
    }
    return value as Value; // each field was just decoded
  };
}
