import type { Schema } from "./schema.ts";

/** Where a value does not fit its schema. The message goes on where the value was named: `must be …`, `lacks …`. */
export interface SchemaProblem extends ValueProblem {
  readonly pointer: readonly (string | number)[];
  /** The last key of the pointer is wrong, not its value. */
  readonly key?: true;
  /** The title of the schema that was broken. */
  readonly schema: string | undefined;
}

/** What is wrong with one value, wherever it stands. */
export interface ValueProblem {
  readonly is: "unknown-key" | "missing-key" | "wrong-name" | "wrong-type" | "wrong-value";
  readonly message: string;
  readonly hint?: string;
  /** The key or text that broke the schema. */
  readonly word?: string;
}

/** What a schema names without saying it. */
export interface SchemaWorld {
  resolve(ref: string): Schema;
  fitsPattern(pattern: string, text: string): boolean;
  fitsFormat(format: string, text: string): boolean;
}
