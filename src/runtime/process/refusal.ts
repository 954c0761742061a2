import { OperationalError } from "../../base/operational-error.ts";
import type { RuntimeCause } from "../../run/reason.ts";
import type { Observation } from "../../run/run-event.ts";
import { codeOf } from "./if-there.ts";

/** Why an attempt never ran, for good. */
export type Refusal = Observation & { readonly is: "ended" };

export function refusal(cause: RuntimeCause, message: string): Refusal {
  return { is: "ended", cause, message };
}

/** What the machine refuses now (a full disk, too many processes) it may give later; all other errors are bugs. */
export async function orRefusedByMachine<Value>(call: Promise<Value>): Promise<Value> {
  try {
    return await call;
  } catch (error) {
    throw refusedByMachine(error);
  }
}

function refusedByMachine(error: unknown): unknown {
  if (error instanceof OperationalError || codeOf(error) === undefined || !(error instanceof Error)) return error;
  return new OperationalError("machine-refused", error.message, { retry: "later", cause: error });
}
