import type { Cursor } from "../plan/plan.ts";
import { count, listOf, number, object, oneOf, optional, orNull, text, WRONG } from "./decode.ts";
import { parseStatusYaml } from "./parse-status-yaml.ts";
import type { LastRun, PipelineStatus, Statistics, WaitingRun } from "./pipeline-status.ts";

/** Reads the status file of a pipeline; undefined where it is none, whatever the text holds. */
export function readPipelineStatus(content: string): PipelineStatus | undefined {
  const status = pipelineStatus(parseStatusYaml(content));
  return status === WRONG ? undefined : status;
}

const cursor = object<Cursor>({
  generation: count,
  definitionDigest: orNull(text),
  pathsDigest: orNull(text),
  lastNumber: count,
});

const lastRun = object<LastRun>({
  number: count,
  phase: oneOf("queued", "running", "succeeded", "failed", "cancelled"),
  reason: optional(text),
  commit: text,
  trigger: text,
  startedAt: optional(text),
  seconds: optional(number),
});

const pipelineStatus = object<PipelineStatus>({
  apiVersion: oneOf("pilotage/v1"),
  kind: oneOf("PipelineStatus"),
  metadata: object<PipelineStatus["metadata"]>({ name: text, revision: count }),
  cursor: optional(cursor),
  status: object<PipelineStatus["status"]>({
    phase: oneOf("active", "suspended", "invalid", "deleted"),
    waiting: listOf(object<WaitingRun>({ run: text, for: text })),
    statistics: object<Statistics>({ runs: count, succeeded: count, medianSeconds: optional(number) }),
    lastRuns: listOf(lastRun),
  }),
});
