import type { ActionSpec, Environment, StageSpec } from "../definitions/types.generated.ts";
import { readsOf } from "../expressions/reads-of.ts";
import type { NeedPlan } from "./execution-plan.ts";
import { templateOf } from "./templates.ts";

/** What an action waits for besides what is written in it. */
export interface NeedsBesides {
  readonly stage?: StageSpec;
  /** The action before it, in a stage of `mode: sequence`. */
  readonly before?: string | undefined;
  /** Actions that have ended anyway, so that reading them is no need. */
  readonly ended?: ReadonlySet<string>;
}

/**
 * All that an action waits for: the one before it (only its end counts), what `needs` names, and what its expressions
 * read; of these an optional need stays optional where it is written so.
 */
export function needsOf(action: ActionSpec, { stage, before, ended }: NeedsBesides): readonly NeedPlan[] {
  const written = new Map(
    (action.needs ?? []).map((need) =>
      typeof need === "string" ? [need, false] : [need.action, need.optional === true],
    ),
  );
  const read = [...new Set(readByAction(action, stage))].filter((name) => !written.has(name) && !ended?.has(name));
  const needs = new Map([
    ...(before === undefined ? [] : [[before, true] as const]),
    ...written,
    ...read.map((name) => [name, false] as const),
  ]);
  return [...needs].map(([name, optional]) => ({ action: name, optional }));
}

function readByAction({ with: values = {}, when, env }: ActionSpec, stage: StageSpec | undefined): readonly string[] {
  const templates = [...Object.values(values), ...textsOf(env), ...textsOf(stage?.env)].map(templateOf);
  return [...templates, ...(when === undefined ? [] : [when])].flatMap((one) => readsOf(one).actions);
}

function textsOf(env: Environment = {}): readonly string[] {
  return Object.values(env).filter((value) => typeof value === "string");
}
