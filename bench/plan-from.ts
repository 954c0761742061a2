import { assembleDefinitions } from "../src/definitions/assemble-definitions.ts";
import { parseFile } from "../src/definitions/parse-file.ts";
import { compilePipeline } from "../src/plan/compile-pipeline.ts";
import type { ExecutionPlan } from "../src/plan/execution-plan.ts";
import { preparePipeline } from "../src/plan/prepare-pipeline.ts";

/** The plan of the one pipeline that a text defines, together with its components. */
export function planFrom(text: string): ExecutionPlan {
  const blob = "0".repeat(40);
  const entry = { path: "pipelines/bench.yaml", blob, mode: "100644" };
  const definitions = assembleDefinitions([entry], new Map([[blob, parseFile(blob, text)]]));
  const [pipeline] = definitions.pipelines.values();
  const problems = pipeline ? preparePipeline(pipeline, definitions).problems : [];
  if (!pipeline || definitions.diagnostics.length + problems.length > 0)
    throw new Error(
      `the definitions of the benchmark are wrong: ${JSON.stringify([definitions.diagnostics, problems])}`,
    );
  return compilePipeline(pipeline, definitions);
}
