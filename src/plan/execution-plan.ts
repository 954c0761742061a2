import type { Json, JsonObject } from "../base/json.ts";
import type { ValueSchema } from "../definitions/types.generated.ts";
import type { Template } from "../expressions/template.ts";

/** A pipeline with everything it uses, frozen when its run is accepted: later edits of a definition never reach it. */
export interface ExecutionPlan {
  readonly definitions: readonly DefinitionRef[];
  /** Declared inputs of the pipeline, for the types of expressions; the values are the run's `with`. */
  readonly inputs: { readonly [name: string]: InputPlan };
  readonly stages: readonly StagePlan[];
  readonly finally: readonly ActionPlan[];
  readonly outputs: { readonly [name: string]: Template };
  /** Runs of one group share `groupLimit`; they wait in the order of acceptance. */
  readonly group: string;
  readonly groupLimit: number;
  readonly timeoutMs?: number;
}

export interface DefinitionRef {
  readonly kind: "Pipeline" | "Component";
  readonly name: string;
  readonly path: string;
  readonly blob: string;
}

export interface StagePlan {
  readonly name: string;
  /** Bare CEL. */
  readonly when?: string;
  readonly failFast: boolean;
  readonly timeoutMs?: number;
  readonly actions: readonly ActionPlan[];
}

export interface ActionPlan {
  readonly name: string;
  /** Frozen whole; `name` absent where it was written in place. */
  readonly component: ComponentPlan;
  readonly waitsForEarlierStages: boolean;
  /** All of them, whether written (`needs`), implied by an expression's reading, or by `mode: sequence`. */
  readonly needs: readonly NeedPlan[];
  readonly when?: string;
  readonly with: { readonly [input: string]: Template };
  /** Pipeline, stage and action merged, later wins; in the pipeline's scope. The component's own env is in `component`. */
  readonly env: { readonly [name: string]: EnvPlan };
  /** Of all its attempts with the pauses between them. */
  readonly timeoutMs?: number;
  /** Of one attempt; absent = none (`timeout: 0`). */
  readonly attemptTimeoutMs?: number;
  readonly retry: RetryPlan;
  readonly continueOnFailure: boolean;
}

export interface NeedPlan {
  readonly action: string;
  /** An optional need orders, but its skip or failure does not skip the dependent. */
  readonly optional: boolean;
}

export interface RetryPlan {
  /** Attempts after the first. */
  readonly limit: number;
  /** The first pause; doubles, at most 5 minutes. */
  readonly backoffMs: number;
  readonly on: readonly RetryCause[];
}

export type RetryCause = "disrupted" | "failed" | "timeout" | "lost";

export type EnvPlan = Template | { readonly secret: SecretRef };

export interface SecretRef {
  readonly name: string;
  readonly key: string;
}

export interface ComponentPlan {
  readonly name?: string;
  /** Recorded; used by the container runtimes only. In the component's scope (`inputs`). */
  readonly image?: Template;
  readonly command?: readonly Template[];
  readonly script?: string;
  readonly inputs: { readonly [name: string]: InputPlan };
  readonly outputs: { readonly [name: string]: OutputPlan };
  readonly env: { readonly [name: string]: EnvPlan };
  readonly workingDirectory?: Template;
  readonly graceMs: number;
  readonly stopGraceMs: number;
  readonly result: "optional" | "required";
  readonly source: boolean;
}

export interface InputPlan {
  readonly schema: ValueSchema;
  readonly default?: Json;
  readonly optional: boolean;
}

export interface OutputPlan {
  readonly schema: ValueSchema;
  readonly optional: boolean;
}

/** Resolved inputs of a run or an action. */
export type With = JsonObject;
