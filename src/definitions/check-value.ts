import type { Json } from "../base/json.ts";
import { checkSchema } from "./check-schema.ts";
import { linearPattern } from "./linear-pattern.ts";
import type { Pointer } from "./pointed-problem.ts";
import type { SchemaWorld } from "./schema-problem.ts";
import { fitsFormat } from "./text-format.ts";
import type { ValueSchema } from "./types.generated.ts";

/** What is wrong at one place of a value; the message goes on where the value was named: `must be text, not a list`. */
export interface ValueFault {
  readonly pointer: Pointer;
  readonly message: string;
}

/** All places where a value does not fit its declared schema, at most about a hundred; linear in the size of the value. */
export function checkValue(schema: ValueSchema, value: Json): readonly ValueFault[] {
  return checkSchema(schema, value, VALUES).map(({ pointer, message }) => ({ pointer, message }));
}

const VALUES: SchemaWorld = {
  // Declared schemas hold no references, and a pattern that is none has made its definition invalid already.
  resolve: () => ({}),
  fitsPattern: (pattern, text) => linearPattern(pattern)?.fits(text) ?? true,
  fitsFormat,
};
