import type { Definitions, Pipeline } from "../definitions/definition.ts";
import type { Duration } from "../definitions/types.generated.ts";
import { compileComponent, compileInputs, compileRetry, durationMs } from "./compile-component.ts";
import type { ActionPlan, DefinitionRef, ExecutionPlan, StagePlan } from "./execution-plan.ts";
import { type Outline, type OutlinedAction, outlineOf } from "./outline.ts";
import { envPlanOf, templateOf } from "./templates.ts";

const DEFAULT_ATTEMPT_TIMEOUT = "1h";
const DEFAULT_GROUP_LIMIT = 1;

/**
 * Freezes a pipeline together with the components that it uses, every default in its place. Only for a pipeline in which
 * preparing found no problem.
 */
export function compilePipeline(pipeline: Pipeline, definitions: Pick<Definitions, "components">): ExecutionPlan {
  const { spec } = pipeline;
  const outline = outlineOf(spec, definitions);
  const timeoutMs = limitMs(spec.timeout);
  const outputs = Object.entries(spec.outputs ?? {}).map(([name, value]) => [name, templateOf(value)]);
  return {
    definitions: definitionRefs(pipeline, outline, definitions),
    inputs: compileInputs(spec.inputs),
    stages: spec.stages.map((stage): StagePlan => {
      const actions = actionsOf(outline, ({ stage: own }) => own === stage);
      const { name, when, failFast = true } = stage;
      const timeoutMs = limitMs(stage.timeout);
      return { name, ...(when !== undefined && { when }), failFast, ...(timeoutMs && { timeoutMs }), actions };
    }),
    finally: actionsOf(outline, ({ stage }) => stage === undefined),
    outputs: Object.fromEntries(outputs),
    group: spec.concurrency?.group ?? pipeline.name,
    groupLimit: spec.concurrency?.limit ?? DEFAULT_GROUP_LIMIT,
    ...(timeoutMs && { timeoutMs }),
  };
}

function actionsOf(outline: Outline, isWanted: (action: OutlinedAction) => boolean): readonly ActionPlan[] {
  return [...outline.actions.values()].filter(isWanted).map((action) => compileAction(outline, action));
}

function compileAction(outline: Outline, { spec, stage, component, needs }: OutlinedAction): ActionPlan {
  if (!component) throw new Error(`${spec.name} uses a component that is not there: was the pipeline prepared?`);
  const timeoutMs = limitMs(spec.timeout);
  const attemptTimeoutMs = limitMs(spec.attemptTimeout ?? component.timeout ?? DEFAULT_ATTEMPT_TIMEOUT);
  const given = Object.entries(spec.with ?? {}).map(([input, value]) => [input, templateOf(value)]);
  return {
    name: spec.name,
    component: compileComponent(component, spec.component),
    waitsForEarlierStages: spec.needs === undefined,
    needs,
    ...(spec.when !== undefined && { when: spec.when }),
    with: Object.fromEntries(given),
    env: envPlanOf({ ...outline.spec.env, ...stage?.env, ...spec.env }),
    ...(timeoutMs && { timeoutMs }),
    ...(attemptTimeoutMs && { attemptTimeoutMs }),
    retry: compileRetry(component.retry, spec.retry),
    continueOnFailure: spec.continueOnFailure ?? false,
  };
}

/** A limit of time; `0` and nothing are none. */
function limitMs(duration: Duration | undefined): number | undefined {
  const ms = durationMs(duration);
  return ms === 0 ? undefined : ms;
}

function definitionRefs(
  pipeline: Pipeline,
  outline: Outline,
  { components }: Pick<Definitions, "components">,
): readonly DefinitionRef[] {
  const names = [...outline.actions.values()].flatMap(({ spec }) => spec.component ?? []);
  const used = [...new Set(names)].sort().flatMap((name) => components.get(name) ?? []);
  return [pipeline, ...used].map(({ kind, name, path, blob }) => ({ kind, name, path, blob }));
}
