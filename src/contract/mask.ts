import { isJsonObject, type Json, type JsonObject } from "../base/json.ts";
import { createLiteralFinder } from "./literal-finder.ts";
import { createMaskStream, MARK, type MaskStream } from "./mask-stream.ts";
import { secretForms } from "./secret-forms.ts";

/** Hides secrets, and the macs of our keyed URLs, in all that a component says: each run of hidden characters becomes `***`. */
export interface Mask {
  text(text: string): string;
  /** In keys and values; the same value comes back where there was nothing to hide. */
  json(value: JsonObject): JsonObject;
  json(value: Json): Json;
  stream(): MaskStream;
}

/** A mask for secrets of at least four characters, in all their forms (`secretForms`). It takes time linear in the text. */
export function createMask(secrets: readonly string[]): Mask {
  const finder = createLiteralFinder(new Set(secrets.flatMap(secretForms)));
  const stream = () => createMaskStream(finder);
  const text = (whole: string) => {
    const only = stream();
    return only.write(whole) + only.end();
  };
  return { text, json: createJsonMask(text), stream };
}

function createJsonMask(text: (text: string) => string): Mask["json"] {
  function json(value: JsonObject): JsonObject;
  function json(value: Json): Json;
  function json(value: Json): Json {
    if (typeof value === "string") return text(value);
    if (typeof value === "number") return text(String(value)) === String(value) ? value : MARK; // a PIN is a secret, too
    if (isJsonObject(value)) return object(value);
    return isList(value) ? list(value) : value;
  }

  function object(value: JsonObject): JsonObject {
    const before = Object.entries(value);
    const after = before.map(([key, item]) => [text(key), json(item)] as const);
    const same = after.every(([key, item], index) => key === before[index]?.[0] && item === before[index]?.[1]);
    return same ? value : Object.fromEntries(after);
  }

  function list(value: readonly Json[]): readonly Json[] {
    const after = value.map((item) => json(item));
    return after.every((item, index) => item === value[index]) ? value : after;
  }

  return json;
}

function isList(value: Json): value is readonly Json[] {
  return Array.isArray(value);
}
