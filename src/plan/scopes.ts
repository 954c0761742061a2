import type { InputSchema, StageSpec } from "../definitions/types.generated.ts";
import type { ActionTypes, ScopeTypes } from "../expressions/scope.ts";
import type { Outline, OutlinedAction } from "./outline.ts";

/** What the environment of a whole pipeline may read. */
export function pipelineScope({ spec }: Outline): ScopeTypes {
  return { inputs: inputTypes(spec.inputs), run: true };
}

/** What the condition of a stage may read: earlier stages. Their actions may have been skipped by a condition. */
export function stageScope(outline: Outline, order: number): ScopeTypes {
  const skipped = skippedByCondition(outline);
  return scopeOf(
    outline,
    (action) => action.order < order,
    (action) => skipped.has(action),
  );
}

/** What the environment of a stage may read: as each of its actions does, but of earlier stages only. */
export function stageEnvScope(outline: Outline, order: number, stage: StageSpec): ScopeTypes {
  const readers = [...outline.actions.values()].filter((action) => action.stage === stage);
  const mayLack = ({ spec }: OutlinedAction) =>
    readers.some(({ needs }) => needs.some(({ action, optional }) => action === spec.name && optional));
  return scopeOf(outline, (action) => action.order < order, mayLack);
}

/**
 * What an action may read. All actions, because whether one comes too late is another mistake than a wrong name. What
 * it needs has succeeded; in `finally` nothing else is certain.
 */
export function actionScope(outline: Outline, reader: OutlinedAction): ScopeTypes {
  const mayLack = ({ spec }: OutlinedAction) => {
    const need = reader.needs.find(({ action }) => action === spec.name);
    return need ? need.optional : reader.stage === undefined;
  };
  return scopeOf(outline, () => true, mayLack);
}

/** What the outputs of a pipeline may read; one whose action has no such output is left out. */
export function outputsScope(outline: Outline): ScopeTypes {
  const everything = [...outline.actions.values()].map((action) => [action.spec.name, typesOf(action, false)]);
  return { ...pipelineScope(outline), actions: Object.fromEntries(everything) };
}

/** What a component may read: its own inputs. */
export function componentScope(inputs: { readonly [name: string]: InputSchema } | undefined): ScopeTypes {
  return { inputs: inputTypes(inputs) };
}

function scopeOf(
  outline: Outline,
  isKnown: (action: OutlinedAction) => boolean,
  mayLack: (action: OutlinedAction) => boolean,
): ScopeTypes {
  const known = [...outline.actions.values()].filter(isKnown);
  const actions = known.map((action) => [
    action.spec.name,
    typesOf(action, action.spec.continueOnFailure === true || mayLack(action)),
  ]);
  return { ...pipelineScope(outline), actions: Object.fromEntries(actions) };
}

function typesOf({ component }: OutlinedAction, mayLack: boolean): ActionTypes {
  if (!component) return { outputs: "unknown", mayLack };
  const outputs = Object.entries(component.outputs ?? {}).map(([name, schema]) => [
    name,
    { schema, optional: schema.optional === true },
  ]);
  return { outputs: Object.fromEntries(outputs), mayLack };
}

function inputTypes(inputs: { readonly [name: string]: InputSchema } = {}): NonNullable<ScopeTypes["inputs"]> {
  const mayLack = (schema: InputSchema) => schema.optional === true && schema.default === undefined;
  return Object.fromEntries(
    Object.entries(inputs).map(([name, schema]) => [name, { schema, mayLack: mayLack(schema) }]),
  );
}

/** Actions that a condition may skip: their own, that of their stage, or that of something they need. */
function skippedByCondition({ actions }: Outline): ReadonlySet<OutlinedAction> {
  const all = [...actions.values()];
  const skipped = new Set(all.filter(({ spec, stage }) => spec.when !== undefined || stage?.when !== undefined));
  const needsSkipped = ({ needs }: OutlinedAction) =>
    needs.some(({ action: name, optional }) => {
      const needed = actions.get(name);
      return !optional && needed !== undefined && skipped.has(needed);
    });
  for (let known = -1; known !== skipped.size; ) {
    known = skipped.size;
    for (const action of all) if (needsSkipped(action)) skipped.add(action);
  }
  return skipped;
}
