import { runName } from "../../base/names.ts";
import { OperationalError } from "../../base/operational-error.ts";
import { commitsWanted } from "../../plan/commits-wanted.ts";
import { makePlan } from "../../plan/make-plan.ts";
import type { Plan } from "../../plan/plan.ts";
import type { OtherCommit, PlanInput } from "../../plan/plan-input.ts";
import { requestKey } from "../../plan/request-key.ts";
import type { RunSummary } from "../../plan/run-summary.ts";
import type { StatusReader } from "../../repository/git/status-reader.ts";
import type { PipelineStatus } from "../../status/pipeline-status.ts";
import type { Adapters } from "../adapters.ts";
import type { Tree } from "../load-tree.ts";
import { readRecorded } from "../status/recorded.ts";
import type { PlanBasis } from "./plan-lines.ts";

interface Report {
  readonly plan: Plan;
  readonly against: PlanBasis;
}

type ActedOn = Pick<PlanInput, "cursors" | "fates" | "runs" | "first">;

/** The plan of a tree from what really ran, as far as it is recorded. */
export async function planAgainstStatus(
  tree: Tree,
  options: { readonly statusBranch: string; readonly offline?: boolean },
  adapters: Adapters,
): Promise<Report> {
  const reader = await statusOf(tree, options, adapters);
  if (typeof reader === "string") return firstPlan(tree, reader, adapters);
  const { tip, source } = reader;
  const { pipelines, requests } = await readRecorded(tip).finally(reader.close);
  if (tip.commit === undefined) return firstPlan(tree, `${source} is not there`, adapters);
  const cursors = new Map(pipelines.flatMap(({ metadata, cursor }) => (cursor ? [[metadata.name, cursor]] : [])));
  const fates = new Map(requests.map((fate) => [requestKey(fate), fate]));
  const plan = await planOf(tree, { cursors, fates, runs: pipelines.flatMap(runsOf) }, adapters);
  return { plan, against: { type: "status", branch: source, tip: tip.commit } };
}

/** The plan as if everything at another commit had been acted on and nothing were under way. */
export async function planAgainstCommit(tree: Tree, ref: string, adapters: Adapters): Promise<Report> {
  const snapshot = await tree.repository.snapshotOf(ref);
  const then = makePlan({
    ...(await tree.load(snapshot)),
    ...snapshot,
    at: adapters.clock.now(),
    cursors: new Map(),
    fates: new Map(),
    runs: [],
    others: new Map(),
    first: { mode: "observe", newPaths: new Set() },
  });
  const cursors = new Map(then.cursors.map(({ pipeline, to }) => [pipeline, to]));
  const fates = new Map(then.fates.map((fate) => [requestKey(fate), fate]));
  const plan = await planOf(tree, { cursors, fates, runs: [] }, adapters);
  return { plan, against: { type: "commit", ref, commit: snapshot.commit } };
}

/** The reader, or why there can be none. */
async function statusOf(
  { root }: Tree,
  { statusBranch, offline = false }: { readonly statusBranch: string; readonly offline?: boolean },
  adapters: Adapters,
): Promise<StatusReader | string> {
  try {
    return await adapters.status(root, { statusBranch, offline });
  } catch (error) {
    if (error instanceof OperationalError && error.code === "no-repository") return "it is in no Git repository";
    throw error;
  }
}

async function firstPlan(tree: Tree, because: string, adapters: Adapters): Promise<Report> {
  const newPaths = new Set(await tree.repository.changedBy(tree.snapshot.commit));
  const acted = { cursors: new Map(), fates: new Map(), runs: [], first: { mode: "start", newPaths } as const };
  return { plan: await planOf(tree, acted, adapters), against: { type: "nothing", because } };
}

async function planOf(tree: Tree, acted: ActedOn, { clock }: Adapters): Promise<Plan> {
  const { loaded, snapshot } = tree;
  const others = await othersOf(tree, commitsWanted(loaded.definitions, acted.fates));
  return makePlan({ ...loaded, ...acted, commit: snapshot.commit, entries: snapshot.entries, others, at: clock.now() });
}

async function othersOf(
  tree: Tree,
  commits: readonly string[],
): Promise<ReadonlyMap<string, OtherCommit | "unreachable">> {
  const others = new Map<string, OtherCommit | "unreachable">();
  for (const commit of commits) {
    try {
      others.set(commit, await tree.load(await tree.repository.snapshot(commit)));
    } catch (error) {
      if (!(error instanceof OperationalError) || error.code !== "unknown-commit") throw error;
      others.set(commit, "unreachable");
    }
  }
  return others;
}

/** What is under way, as far as it is recorded. */
function runsOf({ metadata: { name: pipeline }, status }: PipelineStatus): readonly RunSummary[] {
  return status.lastRuns.map(({ number, phase }) => ({ run: runName(pipeline, number), pipeline, number, phase }));
}
