import type { Definitions } from "../definitions/definition.ts";
import type { Pointer } from "../definitions/pointed-problem.ts";
import type { ActionSpec, ComponentSpec, PipelineSpec, StageSpec } from "../definitions/types.generated.ts";
import type { NeedPlan } from "./execution-plan.ts";
import { type NeedsBesides, needsOf } from "./needs-of.ts";

/** A pipeline's actions, each with where it stands and what it waits for: what compiling and checking share. */
export interface Outline {
  readonly spec: PipelineSpec;
  /** By name, in the order of the file. */
  readonly actions: ReadonlyMap<string, OutlinedAction>;
}

export interface OutlinedAction {
  readonly spec: ActionSpec;
  /** From the root of the pipeline's document. */
  readonly pointer: Pointer;
  /** Absent in `finally`. */
  readonly stage: StageSpec | undefined;
  /** That of its stage; `finally` comes after all. */
  readonly order: number;
  /** Named or written in place; undefined where there is none of that name. */
  readonly component: ComponentSpec | undefined;
  readonly needs: readonly NeedPlan[];
}

export function outlineOf(spec: PipelineSpec, { components }: Pick<Definitions, "components">): Outline {
  const inStages = new Set(spec.stages.flatMap(({ actions }) => actions.map(({ name }) => name)));
  const place = (action: ActionSpec, pointer: Pointer, order: number, besides: NeedsBesides, stage?: StageSpec) => ({
    spec: action,
    pointer,
    stage,
    order,
    component: action.component === undefined ? action.spec : components.get(action.component)?.spec,
    needs: needsOf(action, besides),
  });
  const staged = spec.stages.flatMap((stage, order) =>
    stage.actions.map((action, i) => {
      const before = stage.mode === "sequence" ? stage.actions[i - 1]?.name : undefined;
      return place(action, ["spec", "stages", order, "actions", i], order, { stage, before }, stage);
    }),
  );
  const last = (spec.finally ?? []).map((action, i) =>
    place(action, ["spec", "finally", i], spec.stages.length, { ended: inStages }),
  );
  return { spec, actions: new Map([...staged, ...last].map((action) => [action.spec.name, action])) };
}
