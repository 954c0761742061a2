import type { DefinitionRef } from "../plan/execution-plan.ts";
import type { Trigger } from "../plan/plan.ts";
import {
  anyJson,
  anyObject,
  count,
  firstOf,
  flag,
  listOf,
  number,
  object,
  oneOf,
  optional,
  text,
  WRONG,
} from "./decode.ts";
import { parseStatusYaml } from "./parse-status-yaml.ts";
import type { ActionStatus, AttemptStatus, RunStatus, StageStatus } from "./run-status.ts";

/** Reads the status file of a run; undefined where it is none, whatever the text holds. */
export function readRunStatus(content: string): RunStatus | undefined {
  const status = runStatus(parseStatusYaml(content));
  return status === WRONG ? undefined : status;
}

const definition = object<DefinitionRef>({ kind: oneOf("Pipeline", "Component"), name: text, path: text, blob: text });

const trigger = firstOf<Trigger>(
  object<Extract<Trigger, { type: "request" }>>({ type: oneOf("request"), request: text }),
  object<{ type: "change" }>({ type: oneOf("change") }),
  object<{ type: "push" }>({ type: oneOf("push") }),
  object<{ type: "manual" }>({ type: oneOf("manual") }),
);

const attempt = object<AttemptStatus>({
  number: count,
  pod: text,
  runtime: text,
  phase: oneOf("starting", "running", "succeeded", "failed", "cancelled"),
  reason: optional(text),
  message: optional(text),
  exitCode: optional(number),
  signal: optional(text),
  startedAt: optional(text),
  endedAt: optional(text),
  clusterMessage: optional(text),
  events: listOf(
    object<AttemptStatus["events"][number]>({
      event: text,
      at: text,
      status: optional(flag),
      result: optional(anyJson),
    }),
  ),
  progress: optional(number),
  interim: optional(anyObject),
});

const stepPhase = oneOf("pending", "waiting", "running", "succeeded", "failed", "cancelled", "skipped");

const action = object<ActionStatus>({
  name: text,
  component: optional(text),
  needs: optional(listOf(text)),
  phase: oneOf("pending", "waiting", "starting", "running", "succeeded", "failed", "cancelled", "skipped"),
  for: optional(oneOf("limit", "retry")),
  until: optional(text),
  reason: optional(text),
  message: optional(text),
  startedAt: optional(text),
  endedAt: optional(text),
  with: optional(anyObject),
  outputs: optional(anyObject),
  log: optional(object<NonNullable<ActionStatus["log"]>>({ path: optional(text), bytes: count, keptBytes: count })),
  attempts: optional(listOf(attempt)),
});

const stage = object<StageStatus>({
  name: text,
  phase: stepPhase,
  reason: optional(text),
  message: optional(text),
  startedAt: optional(text),
  endedAt: optional(text),
  actions: listOf(action),
});

const runStatus = object<RunStatus>({
  apiVersion: oneOf("pilotage/v1"),
  kind: oneOf("RunStatus"),
  metadata: object<RunStatus["metadata"]>({ name: text, pipeline: text, number: count, uid: text, revision: count }),
  spec: object<RunStatus["spec"]>({ commit: text, trigger, with: anyObject, definitions: listOf(definition) }),
  status: object<RunStatus["status"]>({
    phase: oneOf("queued", "running", "succeeded", "failed", "cancelled"),
    reason: optional(text),
    message: optional(text),
    queuedAt: text,
    startedAt: optional(text),
    endedAt: optional(text),
    seconds: optional(number),
    cancels: optional(
      listOf(object<NonNullable<RunStatus["status"]["cancels"]>[number]>({ by: text, reason: text, at: text })),
    ),
    stages: listOf(stage),
    finally: listOf(action),
    outputs: anyObject,
  }),
});
