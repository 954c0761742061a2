import { parseDuration } from "../base/duration.ts";
import { mapValues } from "../base/map-values.ts";
import type {
  ComponentSpec,
  Duration,
  InputSchema,
  OutputSchema,
  Retry,
  ValueSchema,
} from "../definitions/types.generated.ts";
import type { ComponentPlan, InputPlan, OutputPlan, RetryPlan } from "./execution-plan.ts";
import { envPlanOf, textTemplateOf } from "./templates.ts";

const DEFAULT_RETRY: RetryPlan = { limit: 2, backoffMs: 10_000, on: ["disrupted"] };
const DEFAULT_GRACE_MS = 60_000;
const DEFAULT_STOP_GRACE_MS = 10_000;

/** A component as a run carries it, with every default in its place. `name` is absent where it was written in place. */
export function compileComponent(spec: ComponentSpec, name: string | undefined): ComponentPlan {
  const { image, command, script, workingDirectory } = spec;
  return {
    ...(name !== undefined && { name }),
    ...(image !== undefined && { image: textTemplateOf(image) }),
    ...(command !== undefined && { command: command.map(textTemplateOf) }),
    ...(script !== undefined && { script }),
    inputs: compileInputs(spec.inputs),
    outputs: mapValues(spec.outputs ?? {}, outputPlan),
    env: envPlanOf(spec.env),
    ...(workingDirectory !== undefined && { workingDirectory: textTemplateOf(workingDirectory) }),
    graceMs: durationMs(spec.grace) ?? DEFAULT_GRACE_MS,
    stopGraceMs: durationMs(spec.stopGrace) ?? DEFAULT_STOP_GRACE_MS,
    result: spec.result ?? "optional",
    source: spec.source ?? false,
  };
}

/** Declared inputs, of a component or a pipeline. */
export function compileInputs(inputs: { readonly [name: string]: InputSchema } = {}): {
  readonly [name: string]: InputPlan;
} {
  return mapValues(inputs, ({ default: byDefault, optional = false, ...schema }) => ({
    schema: withoutDescription(schema),
    ...(byDefault !== undefined && { default: byDefault }),
    optional,
  }));
}

function outputPlan({ optional = false, default: _, ...schema }: OutputSchema): OutputPlan {
  return { schema: withoutDescription(schema), optional };
}

function withoutDescription({ description: _, ...schema }: ValueSchema): ValueSchema {
  return schema;
}

/** Later ones win, key by key. */
export function compileRetry(...layers: readonly (Retry | undefined)[]): RetryPlan {
  return layers.reduce<RetryPlan>(
    (below, { limit = below.limit, backoff, on = below.on } = {}) => ({
      limit,
      backoffMs: durationMs(backoff) ?? below.backoffMs,
      on,
    }),
    DEFAULT_RETRY,
  );
}

/** Undefined where there is none. */
export function durationMs(duration: Duration | undefined): number | undefined {
  return duration === undefined ? undefined : parseDuration(String(duration));
}
