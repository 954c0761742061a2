/**
 * status/ — what the repository shows of pipelines and runs.
 * In: states, cursors, fates, diagnostics, and what the tip of the status branch holds. Out: files and a commit message;
 * and the way back, from files that anyone may have written to typed values.
 */
import type { Json, JsonObject } from "../base/json.ts";
import type { DefinitionRef } from "../plan/execution-plan.ts";
import type { Trigger } from "../plan/plan.ts";

/** `status/runs/<pipeline>/<number>.yaml`, as it is read and written. Instants are texts; values over 4 KiB are references. */
export interface RunStatus {
  readonly apiVersion: "pilotage/v1";
  readonly kind: "RunStatus";
  readonly metadata: RunMetadata;
  /** Decided at the start, fixed. */
  readonly spec: {
    readonly commit: string;
    readonly trigger: Trigger;
    readonly with: JsonObject;
    readonly definitions: readonly DefinitionRef[];
  };
  readonly status: RunStatusBody;
}

/** Which run it is, and which state of it. */
export interface RunMetadata {
  readonly name: string;
  readonly pipeline: string;
  readonly number: number;
  readonly uid: string;
  readonly revision: number;
}

/** How far a run is, or how it ended. */
export type RunPhase = "queued" | "running" | "succeeded" | "failed" | "cancelled";

interface RunStatusBody {
  readonly phase: RunPhase;
  readonly reason?: string;
  readonly message?: string;
  readonly queuedAt: string;
  readonly startedAt?: string;
  readonly endedAt?: string;
  readonly seconds?: number;
  readonly cancels?: readonly CancelStatus[];
  readonly stages: readonly StageStatus[];
  readonly finally: readonly ActionStatus[];
  readonly outputs: JsonObject;
}

interface CancelStatus {
  readonly by: string;
  readonly reason: string;
  readonly at: string;
}

type StepPhase = "pending" | "waiting" | "running" | "succeeded" | "failed" | "cancelled" | "skipped";

/** A stage with its actions. */
export interface StageStatus {
  readonly name: string;
  readonly phase: StepPhase;
  readonly reason?: string;
  readonly message?: string;
  readonly startedAt?: string;
  readonly endedAt?: string;
  readonly actions: readonly ActionStatus[];
}

/** Pending actions have no more than name, component and needs. */
export interface ActionStatus {
  readonly name: string;
  /** Absent where it was written in place. */
  readonly component?: string;
  readonly needs?: readonly string[];
  readonly phase: StepPhase | "starting";
  /** What a waiting action waits for, and until when at most. */
  readonly for?: "limit" | "retry";
  readonly until?: string;
  readonly reason?: string;
  readonly message?: string;
  readonly startedAt?: string;
  readonly endedAt?: string;
  readonly with?: JsonObject;
  readonly outputs?: JsonObject;
  readonly log?: LogStatus;
  readonly attempts?: readonly AttemptStatus[];
}

/** What is kept of an action's log. */
export interface LogStatus {
  /** Absent where none is kept. */
  readonly path?: string;
  /** Of the whole log. */
  readonly bytes: number;
  readonly keptBytes: number;
}

/** One try of an action. */
export interface AttemptStatus {
  readonly number: number;
  /** What it is called where it runs. */
  readonly pod: string;
  readonly runtime: string;
  readonly phase: "starting" | "running" | "succeeded" | "failed" | "cancelled";
  readonly reason?: string;
  readonly message?: string;
  readonly exitCode?: number;
  readonly signal?: string;
  readonly startedAt?: string;
  readonly endedAt?: string;
  /** The runtime's own words, where `message` does not say the same. */
  readonly clusterMessage?: string;
  readonly events: readonly EventStatus[];
  readonly progress?: number;
  readonly interim?: JsonObject;
}

/** A call of the component, in the order of arrival; of TASK_STATUS the latest only. */
export interface EventStatus {
  readonly event: string;
  readonly at: string;
  readonly status?: boolean;
  readonly result?: Json;
}
