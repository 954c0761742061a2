import { utf8Bytes } from "../base/utf8-bytes.ts";
import type { ActionPlan } from "../plan/execution-plan.ts";
import { actionOf, attemptsOf } from "../run/action-of.ts";
import { LOG_LIMIT_BYTES, lastLines } from "../run/log-tail.ts";
import type { AttemptState, RunState } from "../run/run-state.ts";
import type { LogStatus } from "./run-status.ts";
import { logPath } from "./status-paths.ts";

/** Whose logs are kept in Git: nobody's, those of failed attempts, or all. */
export type LogPolicy = "none" | "failed" | "all";

/** By action, what its status says of the log, and the text of the file where one is kept. */
export type KeptLogs = ReadonlyMap<string, { readonly status: LogStatus; readonly text: string }>;

/** The logs of a run as far as they are kept: that of each action's last attempt that has one. */
export function keptLogs(run: RunState, policy: LogPolicy): KeptLogs {
  const kept = new Map<string, { status: LogStatus; text: string }>();
  if (run.phase === "queued") return kept;
  for (const { name } of actionsOf(run)) {
    const attempt = attemptsOf(actionOf(run, name)).findLast(({ log }) => log !== undefined && log.bytes > 0);
    if (!attempt?.log) continue;
    const text = keptText(attempt, policy);
    const path = text === "" ? {} : { path: logPath(run.pipeline, run.number, name) };
    kept.set(name, { status: { ...path, bytes: attempt.log.bytes, keptBytes: utf8Bytes(text) }, text });
  }
  return kept;
}

function actionsOf({ plan }: RunState): readonly ActionPlan[] {
  return [...plan.stages.flatMap(({ actions }) => actions), ...plan.finally];
}

function keptText({ log, seal }: AttemptState, policy: LogPolicy): string {
  const failed = seal?.phase === "failed";
  if (!log || policy === "none" || (policy === "failed" && !failed)) return "";
  return lastLines(log.tail, failed ? LOG_LIMIT_BYTES.failed : LOG_LIMIT_BYTES.otherwise);
}
