import type { Json, JsonObject } from "../base/json.ts";
import type { ValueSchema } from "../definitions/types.generated.ts";

/** What an expression may read, by its types: for the check at plan time. A part that is absent is not in scope. */
export interface ScopeTypes {
  readonly inputs?: { readonly [name: string]: { readonly schema: ValueSchema; readonly mayLack: boolean } };
  readonly actions?: { readonly [action: string]: ActionTypes };
  readonly run?: true;
}

export interface ActionTypes {
  /** `unknown`: its component could not be read, which is reported there; nothing is checked then. */
  readonly outputs:
    | "unknown"
    | { readonly [name: string]: { readonly schema: ValueSchema; readonly optional: boolean } };
  /** True where the action may have no outputs when the expression is read, so that `has()` is demanded. */
  readonly mayLack: boolean;
}

/** What an expression reads, by value. `schemas` decide how numbers are converted (integer → BigInt inside CEL). */
export interface ScopeValues {
  readonly inputs?: JsonObject;
  readonly actions?: { readonly [action: string]: { readonly phase: string; readonly outputs: JsonObject } };
  readonly run?: RunValues;
}

export interface RunValues {
  readonly id: string;
  readonly number: number;
  readonly commit: string;
  readonly branch: string;
  readonly trigger: string;
  /** `""` until the outcome is decided; then `succeeded`, `failed` or `cancelled`. */
  readonly outcome: string;
  readonly message: string;
}

/** `lacks`: the only reason is a name that is not there, such as an output of an action that did not succeed. */
export type Evaluated =
  | { readonly ok: true; readonly value: Json }
  | { readonly ok: false; readonly message: string; readonly lacks?: true };
