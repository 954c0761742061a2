/**
 * expressions/ — CEL: reads `${{ }}` in strings, checks types at plan time, evaluates at run time.
 * In: text and what is in scope (schemas when checking, values when evaluating). Out: problems, or a value.
 */
import type { Json } from "../base/json.ts";

/** A value that may hold expressions, read once from YAML. `cel` alone keeps its type; `parts` make one string. */
export type Template =
  | { readonly value: Json }
  | { readonly cel: string }
  | { readonly parts: readonly (string | { readonly cel: string })[] }
  | { readonly items: readonly Template[] }
  | { readonly entries: { readonly [key: string]: Template } };
