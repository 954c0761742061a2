import { digestOf } from "../base/digest.ts";
import type { Json } from "../base/json.ts";
import { mapValues } from "../base/map-values.ts";
import { memo } from "../base/memo.ts";
import type { Component } from "../definitions/definition.ts";
import type { ActionSpec, ComponentSpec, PipelineSpec, ValueSchema } from "../definitions/types.generated.ts";

const digests = memo<string>(20_000);

/**
 * Digest of what a pipeline would do: of all that it and its components say, but for descriptions, and for the `suspend`,
 * `on` and `concurrency` of the pipeline. As written, so that a newer version with other defaults starts nothing.
 */
export function definitionDigest(spec: PipelineSpec, components: readonly (Component | undefined)[]): string {
  const { suspend: _suspend, on: _on, concurrency: _concurrency, ...does } = spec;
  const pipeline = {
    ...does,
    ...(spec.inputs && { inputs: mapValues(spec.inputs, withoutDescription) }),
    stages: spec.stages.map((stage) => ({ ...stage, actions: stage.actions.map(actionDoes) })),
    ...(spec.finally && { finally: spec.finally.map(actionDoes) }),
  };
  const used = components.map((component) => component && [component.name, digestOfComponent(component)]);
  return digestOf(asJson({ pipeline, components: used }));
}

function digestOfComponent({ specDigest, spec }: Component): string {
  return digests(specDigest, () => digestOf(asJson(componentDoes(spec))));
}

function actionDoes(action: ActionSpec): ActionSpec {
  return action.spec ? { ...action, spec: componentDoes(action.spec) } : action;
}

function componentDoes(spec: ComponentSpec): ComponentSpec {
  const { inputs, outputs } = spec;
  return {
    ...spec,
    ...(inputs && { inputs: mapValues(inputs, withoutDescription) }),
    ...(outputs && { outputs: mapValues(outputs, withoutDescription) }),
  };
}

/** A schema without the descriptions in it, at any depth; a property may be called `description`. */
function withoutDescription({ description: _, ...schema }: ValueSchema): ValueSchema {
  const { items, properties, additionalProperties: others } = schema;
  return {
    ...schema,
    ...(items && { items: withoutDescription(items) }),
    ...(properties && { properties: mapValues(properties, withoutDescription) }),
    ...(typeof others === "object" && { additionalProperties: withoutDescription(others) }),
  };
}

/** What was read from YAML is nothing but JSON, though the types of specs do not say so. */
function asJson(value: object): Json {
  return value as Json;
}
