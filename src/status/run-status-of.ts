import { instantToText } from "../base/instant.ts";
import { runName } from "../base/names.ts";
import type { ActionPlan, StagePlan } from "../plan/execution-plan.ts";
import { actionOf } from "../run/action-of.ts";
import type { EndedRun, Outcome, RunningRun, RunState } from "../run/run-state.ts";
import { stageOf } from "../run/stage-of.ts";
import { actionStatusOf } from "./action-status-of.ts";
import { instantText, present } from "./present.ts";
import type { ActionStatus, RunStatus, StageStatus } from "./run-status.ts";
import type { RunWriting } from "./run-writing.ts";

/** A run as its status file shows it. */
export function runStatusOf(run: RunState, writing: RunWriting): RunStatus {
  const { pipeline, number, uid, revision, commit, trigger, plan } = run;
  const graph: Graph = run.phase === "queued" ? NOTHING_YET : run;
  const actionStatus = (action: ActionPlan) => actionStatusOf(run, action, actionOf(graph, action.name), writing);
  const cancels = graph.cancels.map(({ by, reason, at }) => ({ by, reason, at: instantToText(at) }));
  const end = endOf(run);
  return {
    apiVersion: "pilotage/v1",
    kind: "RunStatus",
    metadata: { name: runName(pipeline, number), pipeline, number, uid, revision },
    spec: { commit, trigger, with: writing.aside.values(run.with), definitions: plan.definitions },
    status: present({
      phase: run.phase,
      reason: end?.reason,
      message: end?.message,
      ...times(run),
      cancels: cancels.length > 0 ? cancels : undefined,
      stages: plan.stages.map((stage) => stageStatusOf(stage, graph, stage.actions.map(actionStatus))),
      finally: plan.finally.map(actionStatus),
      outputs: "outputs" in run ? writing.aside.values(run.outputs) : {},
    }),
  };
}

type Graph = Pick<RunningRun | EndedRun, "stages" | "actions" | "cancels">;

const NOTHING_YET: Graph = { stages: {}, actions: {}, cancels: [] };

/** A run that is being brought to its end says already why. */
function endOf(run: RunState): Partial<Pick<Outcome, "reason" | "message">> | undefined {
  if (run.phase === "queued") return undefined;
  return run.phase === "running" ? run.outcome : run;
}

function times(run: RunState) {
  const startedAt = run.phase === "queued" ? undefined : run.startedAt;
  const endedAt = "endedAt" in run ? run.endedAt : undefined;
  const took = startedAt !== undefined && endedAt !== undefined;
  return {
    queuedAt: instantToText(run.queuedAt),
    startedAt: instantText(startedAt),
    endedAt: instantText(endedAt),
    seconds: took ? (endedAt - startedAt) / 1_000 : undefined,
  };
}

function stageStatusOf({ name }: StagePlan, graph: Graph, actions: readonly ActionStatus[]): StageStatus {
  const { phase, reason, message, startedAt, endedAt } = stageOf(graph, name);
  const times = { startedAt: instantText(startedAt), endedAt: instantText(endedAt) };
  return present({ name, phase, reason, message, ...times, actions });
}
