import { memo } from "../base/memo.ts";
import type { Pipeline } from "../definitions/definition.ts";
import { definitionDigest } from "./definition-digest.ts";
import { pipelineProblems } from "./pipeline-problems.ts";
import { originKey } from "./placed.ts";
import type { PreparedPipeline } from "./prepared.ts";
import { type Components, similarComponent } from "./use-problems.ts";

const prepared = memo<PreparedPipeline>(20_000);

/**
 * Checks a pipeline against the components that it uses, all problems at once, and tells what it would do as a digest.
 * Remembered by the content and place of all of these, so that a commit costs what it changes.
 */
export function preparePipeline(pipeline: Pipeline, components: Components): PreparedPipeline {
  const used = componentsUsed(pipeline);
  const key = [originKey(pipeline), ...used.map((name) => keyOfComponent(name, components))].join("\n");
  return prepared(key, () => ({
    problems: pipelineProblems(pipeline, components),
    definitionDigest: definitionDigest(
      pipeline.spec,
      used.map((name) => components.components.get(name)),
    ),
  }));
}

function componentsUsed({ spec }: Pipeline): readonly string[] {
  const actions = [...spec.stages.flatMap((stage) => stage.actions), ...(spec.finally ?? [])];
  return [...new Set(actions.flatMap(({ component }) => component ?? []))].sort();
}

/** All that can be said of one that is not there follows from its name and the similar one. */
function keyOfComponent(name: string, components: Components): string {
  const component = components.components.get(name);
  if (component) return `${name} ${originKey(component)}`;
  const invalid = components.invalidComponents.get(name);
  return invalid ? `${name} invalid ${originKey(invalid)}` : `${name} missing ${similarComponent(name, components)}`;
}
