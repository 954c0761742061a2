import { mapValues } from "../base/map-values.ts";
import type { CelFieldType, CelObjectType, CelType } from "./cel-type.ts";
import { ANY, typeOfSchema } from "./cel-type.ts";
import type { ActionTypes, ScopeTypes } from "./scope.ts";

const STRING: CelType = { kind: "string" };

const RUN: CelObjectType = objectOf({
  id: STRING,
  number: { kind: "integer" },
  commit: STRING,
  branch: STRING,
  trigger: { kind: "string", among: ["change", "push", "request", "manual"] },
  outcome: { kind: "string", among: ["", "succeeded", "failed", "cancelled"] },
  message: STRING,
});

const PHASE: CelType = { kind: "string", among: ["succeeded", "failed", "cancelled", "skipped"] };

/** What is in scope as one object, whose fields are `inputs`, `actions` and `run`. */
export function scopeType({ inputs, actions, run }: ScopeTypes): CelObjectType {
  return objectOf({
    ...(inputs && { inputs: { kind: "object", fields: mapValues(inputs, inputField) } }),
    ...(actions && { actions: { kind: "object", fields: mapValues(actions, actionField) } }),
    ...(run && { run: RUN }),
  });
}

function objectOf(types: { readonly [name: string]: CelType }): CelObjectType {
  return { kind: "object", fields: mapValues(types, (type) => ({ type, mayLack: false })) };
}

function inputField({ schema, mayLack }: NonNullable<ScopeTypes["inputs"]>[string]): CelFieldType {
  return { type: typeOfSchema(schema), mayLack };
}

function actionField({ outputs, mayLack }: ActionTypes): CelFieldType {
  return { type: objectOf({ phase: PHASE, outputs: outputsType(outputs, mayLack) }), mayLack: false };
}

function outputsType(outputs: ActionTypes["outputs"], mayLack: boolean): CelType {
  if (outputs === "unknown") return ANY;
  const fields = mapValues(outputs, ({ schema, optional }) => ({
    type: typeOfSchema(schema),
    mayLack: optional || mayLack,
  }));
  return { kind: "object", fields };
}
