import type { JsonObject } from "../base/json.ts";
import type { Definitions, Pipeline } from "../definitions/definition.ts";
import { compilePipeline } from "./compile-pipeline.ts";
import type { ExecutionPlan, With } from "./execution-plan.ts";
import { resolveInputs } from "./resolve-inputs.ts";

/** All that a run needs, or why there is none, in words. */
export type StartOf =
  | { readonly ok: true; readonly execution: ExecutionPlan; readonly with: With }
  | { readonly ok: false; readonly because: string };

/** Freezes a pipeline and resolves its inputs; not `ok` where a value is missing or wrong. */
export function startOf(pipeline: Pipeline, definitions: Definitions, given: JsonObject): StartOf {
  const execution = compilePipeline(pipeline, definitions);
  const resolved = resolveInputs(execution.inputs, given);
  if (resolved.ok) return { ok: true, execution, with: resolved.with };
  return { ok: false, because: resolved.problems.map(inWords).join("; ") };
}

function inWords({
  name,
  message,
  hint,
}: {
  readonly name: string;
  readonly message: string;
  readonly hint?: string;
}): string {
  return `input \`${name}\`: ${message}${hint === undefined ? "" : ` (${hint})`}`;
}
