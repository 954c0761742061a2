import type { Pipeline, PlacedProblem } from "../definitions/definition.ts";
import type { PointedProblem } from "../definitions/pointed-problem.ts";
import type { StageSpec } from "../definitions/types.generated.ts";
import { needsProblems } from "./needs-problems.ts";
import { type Outline, type OutlinedAction, outlineOf } from "./outline.ts";
import { placed } from "./placed.ts";
import { actionScope, outputsScope, pipelineScope, stageEnvScope, stageScope } from "./scopes.ts";
import { conditionProblems, environmentProblems, type ScopeOf, valueProblems } from "./template-problems.ts";
import { type Components, useProblems } from "./use-problems.ts";

/** All that is wrong with a pipeline together with what it uses. */
export function pipelineProblems(pipeline: Pipeline, components: Components): readonly PlacedProblem[] {
  const { spec } = pipeline;
  const outline = outlineOf(spec, components);
  const problems = [
    ...pushProblems(outline),
    ...environmentProblems(spec.env, () => pipelineScope(outline), ["spec", "env"]),
    ...spec.stages.flatMap((stage, order) => stageProblems(stage, order, outline)),
    ...[...outline.actions.values()].flatMap((action) => actionProblems(action, outline, components)),
    ...outputsProblems(outline),
    ...needsProblems(outline),
  ];
  return placed(pipeline, problems);
}

/** Patterns that can never fit, because paths begin with a name. */
function pushProblems({ spec }: Outline): readonly PointedProblem[] {
  const paths = spec.on?.push?.paths ?? [];
  return paths.flatMap((glob, i) => {
    const start = /^!?(\.?\/|\.\.)/.exec(glob)?.[1];
    if (start === undefined) return [];
    const pointer = ["spec", "on", "push", "paths", i];
    const hint = "Paths begin at the root of the repository, with a name: src/**.";
    return [
      {
        pointer,
        code: "wrong-value",
        message: `\`${glob}\` fits no path, because none begins with \`${start}\``,
        hint,
      },
    ];
  });
}

function stageProblems(stage: StageSpec, order: number, outline: Outline): readonly PointedProblem[] {
  const pointer = ["spec", "stages", order];
  return [
    ...conditionProblems(stage.when, () => stageScope(outline, order), [...pointer, "when"]),
    ...environmentProblems(stage.env, () => stageEnvScope(outline, order, stage), [...pointer, "env"]),
  ];
}

function actionProblems(action: OutlinedAction, outline: Outline, components: Components): readonly PointedProblem[] {
  const { spec, pointer } = action;
  const scope = once(() => actionScope(outline, action));
  return [
    ...useProblems(action, scope, components),
    ...conditionProblems(spec.when, scope, [...pointer, "when"]),
    ...environmentProblems(spec.env, scope, [...pointer, "env"]),
  ];
}

function outputsProblems(outline: Outline): readonly PointedProblem[] {
  const scope = once(() => outputsScope(outline));
  return Object.entries(outline.spec.outputs ?? {}).flatMap(([name, value]) =>
    valueProblems(value, scope, ["spec", "outputs", name]),
  );
}

/** Made when it is first asked for. */
function once(make: ScopeOf): ScopeOf {
  let made: ReturnType<ScopeOf> | undefined;
  return () => {
    made ??= make();
    return made;
  };
}
