/**
 * secrets/ — values that are named in definitions and never stand there.
 * In: a name and a key. Out: the value, or nothing.
 */
import type { SecretRef } from "../plan/execution-plan.ts";

export interface Secrets {
  /** Undefined where there is none. */
  value(ref: SecretRef): Promise<string | undefined>;
}
