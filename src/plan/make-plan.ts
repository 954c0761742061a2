import type { Diagnostic } from "../base/diagnostic.ts";
import { judgePipeline } from "./judge-pipeline.ts";
import type { Plan } from "./plan.ts";
import { addStart, newDraft, type PlanDraft, planOf } from "./plan-draft.ts";
import type { PlanInput } from "./plan-input.ts";
import { planRequests } from "./plan-requests.ts";
import { startOf } from "./start-of.ts";
import { type Surroundings, surroundingsOf } from "./surroundings.ts";

/**
 * Everything that follows from one look. The same input gives the same plan, in whatever order files and definitions
 * come; once it is applied (cursors and fates kept), the next look starts nothing.
 */
export function makePlan(input: PlanInput): Plan {
  const around = surroundingsOf(input);
  const draft = newDraft(input);
  for (const name of pipelineNames(input)) planPipeline(draft, name, around);
  planRequests(draft, around.allGone);
  const plan = planOf(draft);
  return around.allGone ? { ...plan, diagnostics: [...plan.diagnostics, allGone(input)] } : plan;
}

/** All that are defined now or were once. */
function pipelineNames({ definitions, cursors }: PlanInput): readonly string[] {
  return [
    ...new Set([...definitions.pipelines.keys(), ...definitions.invalidPipelines.keys(), ...cursors.keys()]),
  ].sort();
}

function planPipeline(draft: PlanDraft, name: string, around: Surroundings): void {
  const { standing, cursor, decision } = judgePipeline(name, around);
  if (standing) draft.pipelines.push({ pipeline: name, phase: standing });
  if (cursor) draft.cursors.set(name, cursor);
  const what = `Pipeline ${name}`;
  switch (decision.is) {
    case "stay":
      draft.stays.push({ what, because: decision.because });
      break;
    case "refuse":
      draft.refused.push({ what, because: decision.because });
      break;
    case "start": {
      const { pipeline, trigger } = decision;
      const start = startOf(pipeline, around.input.definitions, {});
      if (start.ok) addStart(draft, { ...start, pipeline: name, trigger: { type: trigger } });
      // Without `on` nobody asked for starts by change: such a pipeline simply waits to be requested.
      else if (!pipeline.spec.on) draft.stays.push({ what, because: `only a request can start it: ${start.because}` });
      else draft.refused.push({ what, because: `a ${trigger} cannot start it: ${start.because}` });
    }
  }
}

function allGone({ cursors }: PlanInput): Diagnostic {
  const known = [...cursors.values()].filter(({ definitionDigest }) => definitionDigest !== null).length;
  return {
    file: "pipelines/",
    code: "all-definitions-gone",
    message: `no pipeline is defined any more, where there ${known === 1 ? "was one" : `were ${known}`}: nothing starts, and nothing is undone`,
    hint: "Bring them back, or name their new place with --definitions. If it is meant: it counts once another pipeline is defined.",
  };
}
