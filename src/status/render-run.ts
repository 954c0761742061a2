import type { RunState } from "../run/run-state.ts";
import { keptLogs, type LogPolicy } from "./kept-logs.ts";
import { createAside } from "./put-aside.ts";
import type { RunStatus } from "./run-status.ts";
import { runStatusOf } from "./run-status-of.ts";
import { dataPath, logPath, runStatusPath } from "./status-paths.ts";
import { yamlText } from "./yaml-text.ts";

/** A run as it will stand there, and what to write for it. */
export interface RenderedRun {
  readonly status: RunStatus;
  /** Texts by path: the status file, kept logs, values put aside. */
  readonly files: ReadonlyMap<string, string>;
}

/** Everything that the repository shows of one run. */
export function renderRun(run: RunState, how: { readonly runtimeName: string; readonly logs: LogPolicy }): RenderedRun {
  const { pipeline, number } = run;
  const logs = keptLogs(run, how.logs);
  const aside = createAside();
  const logStatuses = new Map([...logs].map(([action, { status }]) => [action, status]));
  const status = runStatusOf(run, { runtimeName: how.runtimeName, aside, logs: logStatuses });
  const files = new Map([[runStatusPath(pipeline, number), yamlText(status)]]);
  for (const [action, { text }] of logs) if (text !== "") files.set(logPath(pipeline, number, action), text);
  for (const [digest, content] of aside.contents) files.set(dataPath(pipeline, number, digest), content);
  return { status, files };
}
