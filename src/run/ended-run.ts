import type { Instant } from "../base/instant.ts";
import type { Json, JsonObject } from "../base/json.ts";
import { evaluateTemplate } from "../expressions/evaluate-template.ts";
import type { EndedRun, Outcome, Running, RunRecord } from "./run-state.ts";
import { outputsScope } from "./scope-of.ts";

type Ended = RunRecord & { readonly revision: number } & EndedRun;

/** A run all of whose actions have ended, `finally` included, at its end. */
export function endedRun(run: Running, at: Instant): Ended {
  const { outcome, ...rest } = run;
  if (outcome) return { ...rest, ...outcome, endedAt: at, outputs: {} };
  const outputs = pipelineOutputs(run);
  if (!outputs.ok) return { ...rest, ...outputs.outcome, endedAt: at, outputs: {} };
  return { ...rest, phase: "succeeded", endedAt: at, outputs: outputs.values };
}

type Outputs = { readonly ok: true; readonly values: JsonObject } | { readonly ok: false; readonly outcome: Outcome };

/** An output that reads what an action does not have is left out. */
function pipelineOutputs(run: Running): Outputs {
  const { values, types } = outputsScope(run);
  const outputs: { [name: string]: Json } = {};
  for (const [name, template] of Object.entries(run.plan.outputs)) {
    const output = evaluateTemplate(template, values, types);
    if (output.ok) outputs[name] = output.value;
    else if (!output.lacks) {
      const message = `the output ${name} of the pipeline: ${output.message}`;
      return { ok: false, outcome: { phase: "failed", reason: "expression-error", message } };
    }
  }
  return { ok: true, values: outputs };
}
