import type { ComponentPlan } from "../plan/execution-plan.ts";
import { callOf } from "./call-of.ts";
import { outputsOf } from "./outputs-of.ts";
import type { Reason } from "./reason.ts";
import type { AttemptState, CallFact, ExitFact, Seal } from "./run-state.ts";

/** What an attempt came to, by its facts alone: the first of the contract's list that fits. */
export function verdictOf(attempt: AttemptState, component: ComponentPlan): Omit<Seal, "at"> {
  const { exit } = attempt;
  const refusal = refusedStart(attempt);
  if (refusal) return failed("start-failed", saidIn(refusal) ?? `${refusal.event} says that it failed`);
  if (exit?.cause) return failed(exit.cause, exit.message ?? exit.cause);
  const result = callOf(attempt, "TASK_RESULT");
  if (result?.status === false) return failed("result-failed", saidIn(result) ?? "the result says that it failed");
  if (exit && !isGoodExit(exit)) return failed("exit-code", endToText(exit));
  if (!result && component.result === "required") return failed("no-result", "it ended without a TASK_RESULT");
  const outputs = outputsOf(attempt, component.outputs);
  if (!outputs.ok) return failed(outputs.reason, outputs.message);
  return { phase: "succeeded", outputs: outputs.outputs };
}

/** A START with `status: false`, which ends the attempt. */
export function refusedStart({ calls }: AttemptState): CallFact | undefined {
  return calls.find(({ event, status }) => (event === "COMPONENT_START" || event === "TASK_START") && status === false);
}

function failed(reason: Reason, message: string): Omit<Seal, "at"> {
  return { phase: "failed", reason, message, outputs: {} };
}

function isGoodExit({ exitCode, signal }: ExitFact): boolean {
  return (exitCode === undefined || exitCode === 0) && signal === undefined;
}

function endToText({ exitCode, signal }: ExitFact): string {
  return signal === undefined ? `exit code ${exitCode}` : `ended by ${signal}`;
}

/** The component's own words, where its result is a short text. */
function saidIn({ result }: CallFact): string | undefined {
  return typeof result === "string" && result.length > 0 && result.length <= 200 ? result : undefined;
}
