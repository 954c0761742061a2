import { memo } from "../base/memo.ts";
import type { Schema } from "./schema.ts";
import type { SchemaWorld } from "./schema-problem.ts";
import { schemas } from "./schemas.generated.ts";

const patterns = memo<RegExp>(32);

/** The world of our own schemas: they refer to each other by name, and their patterns are harmless. */
export const documentWorld: SchemaWorld = {
  resolve: (ref) => schemaNamed(ref.replace("#/$defs/", "")),
  fitsPattern: (pattern, text) => patterns(pattern, () => new RegExp(pattern)).test(text),
  fitsFormat: () => true,
};

/** One of our own schemas by its title, e.g. `Pipeline`. */
export function schemaNamed(name: string): Schema {
  return schemas[name] ?? {};
}
