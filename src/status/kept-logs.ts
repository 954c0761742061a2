import type { ActionPlan } from "../plan/execution-plan.ts";
import { actionOf, attemptsOf } from "../run/action-of.ts";
import { lastLines } from "../run/log-tail.ts";
import type { AttemptState, RunState } from "../run/run-state.ts";
import type { LogStatus } from "./run-status.ts";
import { logPath } from "./status-paths.ts";
import { utf8Bytes } from "./utf8-bytes.ts";

/** Whose logs are kept in Git: nobody's, those of failed attempts, or all. */
export type LogPolicy = "none" | "failed" | "all";

/** The end of a log that is kept: more where it failed, because there it is read. */
const KEPT_BYTES = { failed: 64 * 1024, otherwise: 4 * 1024 };

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
  return lastLines(log.tail, failed ? KEPT_BYTES.failed : KEPT_BYTES.otherwise);
}
