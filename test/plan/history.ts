import { sha256 } from "../../src/base/digest.ts";
import { runName } from "../../src/base/names.ts";
import { assembleDefinitions } from "../../src/definitions/assemble-definitions.ts";
import { locateProblems } from "../../src/definitions/locate-problems.ts";
import { parseFile } from "../../src/definitions/parse-file.ts";
import { commitsWanted } from "../../src/plan/commits-wanted.ts";
import { isDefinitionPath } from "../../src/plan/definition-paths.ts";
import { makePlan } from "../../src/plan/make-plan.ts";
import type { Cursor, Plan, RequestFate } from "../../src/plan/plan.ts";
import type { OtherCommit, PlanInput } from "../../src/plan/plan-input.ts";
import { preparePipeline } from "../../src/plan/prepare-pipeline.ts";
import { requestKey } from "../../src/plan/request-key.ts";
import type { RunSummary } from "../../src/plan/run-summary.ts";

/** What happened in a repository, look by look. */
export interface History {
  readonly about: string;
  readonly looks: readonly LookInHistory[];
}

/** `files` come on top of those of the look before; null removes one. */
interface LookInHistory {
  readonly files?: { readonly [path: string]: string | null };
  /** Only at the beginning: nothing was acted on before, and which files came with the newest commit. */
  readonly first?: "start" | "observe";
  readonly newPaths?: readonly string[];
  /** Runs that have ended since, and whether the ledger still knows them. */
  readonly ended?: { readonly [run: string]: RunSummary["phase"] | "forgotten" };
}

type Files = ReadonlyMap<string, string>;

/** What is kept between looks. */
export interface Kept {
  readonly cursors: ReadonlyMap<string, Cursor>;
  readonly fates: ReadonlyMap<string, RequestFate>;
  readonly runs: readonly RunSummary[];
}

export const NOTHING_KEPT: Kept = { cursors: new Map(), fates: new Map(), runs: [] };

/** The plan of each look, each with what the plans before it left. */
export function plansOf(history: History): readonly Plan[] {
  const plans: Plan[] = [];
  const commits = new Map<string, OtherCommit>();
  let files: Files = new Map();
  let kept = NOTHING_KEPT;
  for (const [index, look] of history.looks.entries()) {
    files = changed(files, look.files ?? {});
    kept = { ...kept, runs: afterEnds(kept.runs, look.ended ?? {}) };
    const commit = String(index + 1).repeat(40);
    const input = inputOf(files, kept, { commit, commits, at: Date.UTC(2026, 10, 22, 10 + index) });
    const first = look.first && { mode: look.first, newPaths: new Set(look.newPaths ?? files.keys()) };
    const plan = makePlan({ ...input, ...(first && { first }) });
    commits.set(commit, input);
    kept = applied(kept, plan);
    plans.push(plan);
  }
  return plans;
}

/** What a plan follows from, by way of the real parser and checks. */
export function inputOf(
  files: Files,
  kept: Kept,
  look: { readonly commit: string; readonly commits: ReadonlyMap<string, OtherCommit>; readonly at: number },
): PlanInput {
  const entries = [...files].map(([path, text]) => ({ path, blob: sha256(text), mode: "100644" }));
  const isDefinition = isDefinitionPath();
  const parsed = entries
    .filter(({ path }) => isDefinition(path))
    .map(({ path, blob }) => parseFile(blob, files.get(path) ?? ""));
  const definitions = assembleDefinitions(
    entries.filter(({ path }) => isDefinition(path)),
    new Map(parsed.map((file) => [file.blob, file])),
  );
  const prepared = new Map(
    [...definitions.pipelines].map(([name, pipeline]) => [name, preparePipeline(pipeline, definitions)]),
  );
  const located = [...prepared.values()].flatMap(({ problems }) =>
    problems.flatMap((problem) => locateProblems(files.get(problem.path) ?? "", [problem])),
  );
  const { commit, commits, at } = look;
  const others = new Map(
    commitsWanted(definitions, kept.fates).map((other) => [other, commits.get(other) ?? ("unreachable" as const)]),
  );
  return {
    ...kept,
    commit,
    at,
    entries,
    definitions,
    prepared,
    others,
    diagnostics: [...definitions.diagnostics, ...located],
  };
}

/** What is kept once a plan was accepted: its runs are under way. */
export function applied(kept: Kept, plan: Plan): Kept {
  return {
    cursors: new Map([...kept.cursors, ...plan.cursors.map(({ pipeline, to }) => [pipeline, to] as const)]),
    fates: new Map([...kept.fates, ...plan.fates.map((fate) => [requestKey(fate), fate] as const)]),
    runs: [
      ...kept.runs,
      ...plan.starts.map(({ pipeline, number }) => ({
        run: runName(pipeline, number),
        pipeline,
        number,
        phase: "running" as const,
      })),
    ],
  };
}

function changed(files: Files, changes: { readonly [path: string]: string | null }): Files {
  const after = new Map(files);
  for (const [path, text] of Object.entries(changes)) {
    if (text === null) after.delete(path);
    else after.set(path, text);
  }
  return after;
}

function afterEnds(runs: readonly RunSummary[], ends: NonNullable<LookInHistory["ended"]>): readonly RunSummary[] {
  return runs.flatMap((run) => {
    const phase = ends[run.run];
    if (phase === "forgotten") return [];
    return phase === undefined ? [run] : [{ ...run, phase }];
  });
}
