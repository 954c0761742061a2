import type { Json } from "../../base/json.ts";
import type { ValueSchema } from "../../definitions/types.generated.ts";
import { WrongUse } from "../wrong-use.ts";

/** The value of `--with name=text` as its declared schema means it; without one, JSON where it is JSON, else a text. */
export function typedValue(name: string, text: string, schema: ValueSchema | undefined): Json {
  if (schema?.type === "string") return text;
  const value = parseJson(text);
  if (schema?.type === undefined) return value === undefined ? text : value;
  if (value === undefined)
    throw new WrongUse(
      `--with ${name}=${text}: it must be ${article(schema.type)}`,
      `For example: --with ${name}='${EXAMPLES[schema.type]}'`,
    );
  return value;
}

const EXAMPLES = {
  integer: "3",
  number: "0.5",
  boolean: "true",
  array: '["a", "b"]',
  object: '{"key": "value"}',
} as const;

function article(type: string): string {
  return /^[aio]/.test(type) ? `an ${type}` : `a ${type}`;
}

function parseJson(text: string): Json | undefined {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
