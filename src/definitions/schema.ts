import type { Json } from "../base/json.ts";

export type SchemaType = "string" | "integer" | "number" | "boolean" | "array" | "object";

/** The words of JSON Schema that schema/*.json and the schemas of values use: all that is checked here. */
export interface Schema {
  /** `#/$defs/<name>` in the table of all schemas; then no other word counts. */
  readonly $ref?: string;
  readonly title?: string;
  readonly description?: string;
  readonly examples?: readonly Json[];
  readonly default?: Json;
  readonly type?: SchemaType | readonly SchemaType[];
  /** Alternatives that differ in `type`: the one of the value's type counts. */
  readonly anyOf?: readonly Schema[];
  readonly enum?: readonly Json[];
  readonly const?: Json;
  readonly minimum?: number;
  readonly maximum?: number;
  readonly exclusiveMinimum?: number;
  readonly exclusiveMaximum?: number;
  readonly minLength?: number;
  readonly maxLength?: number;
  readonly pattern?: string;
  readonly format?: string;
  readonly items?: Schema;
  readonly minItems?: number;
  readonly maxItems?: number;
  readonly uniqueItems?: boolean;
  readonly properties?: { readonly [key: string]: Schema };
  readonly required?: readonly string[];
  /** Only ever `^x-`: keys that anyone may add and nobody reads. */
  readonly patternProperties?: { readonly "^x-": true };
  readonly propertyNames?: Schema;
  readonly additionalProperties?: boolean | Schema;
}
