import type { Pipeline } from "../definitions/definition.ts";
import { ABSENT, changeSince, type Digests, followCursor, NEVER_SEEN } from "./follow-cursor.ts";
import type { Cursor, PipelineStanding } from "./plan.ts";
import type { Surroundings } from "./surroundings.ts";

/** What one look means for one pipeline. */
export interface Judged {
  /** Absent where the repository does not tell: its status file stays as it is. */
  readonly standing?: PipelineStanding["phase"];
  /** Where the cursor goes, if it moves. */
  readonly cursor?: Cursor;
  readonly decision:
    | { readonly is: "start"; readonly pipeline: Pipeline; readonly trigger: "change" | "push" }
    | { readonly is: "stay"; readonly because: string }
    | { readonly is: "refuse"; readonly because: string };
}

/** Whether a pipeline starts, and where its cursor goes. */
export function judgePipeline(name: string, around: Surroundings): Judged {
  const { definitions, prepared, cursors } = around.input;
  const cursor = cursors.get(name);
  const invalid = definitions.invalidPipelines.get(name);
  if (invalid) return standingStill("invalid", cursor, `it is invalid, see ${invalid.path}`);
  const pipeline = definitions.pipelines.get(name);
  if (!pipeline) return judgeMissing(cursor, around);
  const { problems = [], definitionDigest = null } = prepared.get(name) ?? {};
  const [problem] = problems;
  if (problem) return standingStill("invalid", cursor, `it is invalid: ${problem.message} (${problem.path})`);
  if (pipeline.spec.suspend === true) return standingStill("suspended", cursor, "it is suspended");
  const globs = pipeline.spec.on?.push?.paths;
  const now = { definitionDigest, pathsDigest: globs ? around.digestOfPaths(globs) : null };
  const next = followCursor(cursor, now);
  return {
    standing: "active",
    ...(next !== cursor && { cursor: next }),
    decision: decisionOn(pipeline, cursor, now, around.input.first?.mode),
  };
}

/** Mended or resumed, it is compared with what was acted on before. Seen for the first time, it is noted as such, so that its deletion shows. */
function standingStill(standing: "invalid" | "suspended", cursor: Cursor | undefined, because: string): Judged {
  return {
    standing,
    ...(!cursor && { cursor: NEVER_SEEN }),
    decision: { is: standing === "invalid" ? "refuse" : "stay", because },
  };
}

function decisionOn(
  pipeline: Pipeline,
  cursor: Cursor | undefined,
  now: Digests,
  first: "start" | "observe" | undefined,
): Judged["decision"] {
  const { changed, pushed } = changeSince(cursor, now);
  const on = pipeline.spec.on ?? { change: true };
  if (!changed && !pushed) return { is: "stay", because: "nothing changed" };
  if (first === "observe") return { is: "stay", because: "this is the first sync, which only observes" };
  if (changed && on.change === true) return { is: "start", pipeline, trigger: "change" };
  if (pushed) return { is: "start", pipeline, trigger: "push" };
  return {
    is: "stay",
    because: `it ${cursor?.definitionDigest ? "changed" : "is new"}, but \`on\` has no \`change: true\``,
  };
}

function judgeMissing(cursor: Cursor | undefined, { allGone }: Surroundings): Judged {
  const isKnown = cursor !== undefined && cursor.definitionDigest !== null;
  if (!isKnown) return { standing: "deleted", decision: { is: "stay", because: "it is deleted" } };
  if (allGone) return { decision: { is: "stay", because: "all definitions are gone at once: nothing is undone" } };
  return {
    standing: "deleted",
    cursor: followCursor(cursor, ABSENT),
    decision: { is: "stay", because: "it is deleted; its runs go on" },
  };
}
