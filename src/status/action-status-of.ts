import { instantToText } from "../base/instant.ts";
import { attemptName } from "../contract/attempt-name.ts";
import type { ActionPlan } from "../plan/execution-plan.ts";
import { attemptsOf, hasEnded } from "../run/action-of.ts";
import { attemptKey } from "../run/attempt-key.ts";
import type { ActionState, AttemptState, CallFact, RunRecord } from "../run/run-state.ts";
import { instantText, present } from "./present.ts";
import type { Aside } from "./put-aside.ts";
import type { ActionStatus, AttemptStatus, EventStatus } from "./run-status.ts";
import type { RunWriting } from "./run-writing.ts";

/** An action as the status file of its run shows it. */
export function actionStatusOf(
  run: RunRecord,
  plan: ActionPlan,
  action: ActionState,
  writing: RunWriting,
): ActionStatus {
  const needs = plan.needs.map((need) => need.action);
  const started = action.phase === "pending" ? undefined : action.started;
  const ended = hasEnded(action) ? action : undefined;
  const attempts = attemptsOf(action).map((attempt) => {
    const pod = attemptName(attemptKey(run, plan.name, attempt.number));
    return attemptStatusOf(attempt, pod, writing);
  });
  return present({
    name: plan.name,
    component: plan.component.name,
    needs: needs.length > 0 ? needs : undefined,
    phase: phaseOf(action),
    ...(action.phase === "waiting" && { for: action.for }),
    ...(action.phase === "waiting" && action.for === "retry" && { until: instantToText(action.until) }),
    reason: ended?.reason,
    message: ended?.message,
    startedAt: instantText(started?.at),
    endedAt: instantText(ended?.endedAt),
    with: started && writing.aside.values(started.with),
    outputs: ended && writing.aside.values(ended.outputs),
    log: writing.logs.get(plan.name),
    attempts: attempts.length > 0 ? attempts : undefined,
  });
}

/** An action whose attempt was decided, but not seen running yet, is starting. */
function phaseOf(action: ActionState): ActionStatus["phase"] {
  if (action.phase !== "running") return action.phase;
  return action.attempts.at(-1)?.startedAt === undefined ? "starting" : "running";
}

function attemptStatusOf(attempt: AttemptState, pod: string, { runtimeName, aside }: RunWriting): AttemptStatus {
  const { number, startedAt, seal, exit, progress, interim } = attempt;
  return present({
    number,
    pod,
    runtime: runtimeName,
    phase: seal?.phase ?? (startedAt === undefined ? "starting" : "running"),
    reason: seal?.reason,
    message: seal?.message,
    exitCode: exit?.exitCode,
    signal: exit?.signal,
    startedAt: instantText(startedAt),
    endedAt: instantText(seal && (exit?.endedAt ?? exit?.at ?? seal.at)),
    clusterMessage: exit?.message === seal?.message ? undefined : exit?.message,
    events: attempt.calls.map((call) => eventStatusOf(call, aside)),
    progress,
    interim: interim && aside.values(interim),
  });
}

function eventStatusOf({ event, at, status, result }: CallFact, aside: Aside): EventStatus {
  return present({
    event,
    at: instantToText(at),
    status,
    result: result === undefined ? undefined : aside.value(result),
  });
}
