import { memoOf } from "../base/memo.ts";
import type { Component, Origin, Pipeline } from "../definitions/definition.ts";
import type { PipelineSpec } from "../definitions/types.generated.ts";
import { definitionDigest } from "./definition-digest.ts";
import { pipelineProblems } from "./pipeline-problems.ts";
import type { PreparedPipeline } from "./prepared.ts";
import { type Components, similarComponent } from "./use-problems.ts";

const used = memoOf<PipelineSpec, readonly string[]>();
const last = memoOf<Pipeline, { readonly parts: readonly Part[]; readonly prepared: PreparedPipeline }>();

/** What a name of a component stands for: all that can be said of one that is not there follows from the similar one. */
type Part = Component | Origin | string | undefined;

/**
 * Checks a pipeline against the components that it uses, all problems at once, and tells what it would do as a digest.
 * Remembered as long as these are the same, so that a commit costs what it changes.
 */
export function preparePipeline(pipeline: Pipeline, components: Components): PreparedPipeline {
  const names = used(pipeline.spec, () => componentsUsed(pipeline.spec));
  const parts = names.map((name) => partOf(name, components));
  const prepare = (): PreparedPipeline => ({
    problems: pipelineProblems(pipeline, components),
    definitionDigest: definitionDigest(
      pipeline.spec,
      names.map((name) => components.components.get(name)),
    ),
  });
  const isSame = (known: { readonly parts: readonly Part[] }) =>
    parts.every((part, index) => part === known.parts[index]);
  return last(pipeline, () => ({ parts, prepared: prepare() }), isSame).prepared;
}

function componentsUsed({ stages, finally: last = [] }: PipelineSpec): readonly string[] {
  const actions = [...stages.flatMap((stage) => stage.actions), ...last];
  return [...new Set(actions.flatMap(({ component }) => component ?? []))].sort();
}

function partOf(name: string, components: Components): Part {
  return (
    components.components.get(name) ?? components.invalidComponents.get(name) ?? similarComponent(name, components)
  );
}
