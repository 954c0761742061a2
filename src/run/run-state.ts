/**
 * run/ — the engine's behaviour as values: RunState × RunEvent → RunState, RunState → Commands.
 * In: a run as accepted, then facts. Out: the next state, what to do about it, when to look again, how to answer a call.
 * Data exists only in the phases that have it.
 */
import type { Instant } from "../base/instant.ts";
import type { JsonObject } from "../base/json.ts";
import type { RunValues } from "../expressions/scope.ts";
import type { ExecutionPlan, With } from "../plan/execution-plan.ts";
import type { RequestKey, Trigger } from "../plan/plan.ts";
import type { Reason, RuntimeCause } from "./reason.ts";
import type { CallBody, CallbackEvent } from "./run-event.ts";

/** What is fixed when a run is accepted. */
export interface RunRecord {
  readonly formatVersion: 1;
  /** 20 hex digits of sha256(ledger id, pipeline, number). */
  readonly uid: string;
  readonly pipeline: string;
  readonly number: number;
  readonly trigger: Trigger;
  readonly commit: string;
  readonly branch: string;
  readonly repository: string;
  readonly with: With;
  readonly plan: ExecutionPlan;
  /** Which callback key signs the URLs of this run. */
  readonly keyId: string;
  readonly queuedAt: Instant;
}

export type RunState = RunRecord & RunProgress;

/** A run under way, whole. */
export type Running = RunRecord & { readonly revision: number } & RunningRun;

/** What changes; `revision` grows by one with every change and orders what is written to Git. */
export type RunProgress = { readonly revision: number } & (QueuedRun | RunningRun | EndedRun);

export interface QueuedRun {
  readonly phase: "queued";
}

/** The stages and actions of a run that has begun, and what was asked of it. */
export interface Graph {
  readonly stages: { readonly [stage: string]: StageState };
  /** Of stages and `finally` alike: action names are unique over both. */
  readonly actions: { readonly [action: string]: ActionState };
  readonly cancels: readonly CancelFact[];
  /** The pipeline's timeout has passed: its stages are brought to their end. */
  readonly timedOut?: true;
}

export interface RunningRun extends Graph {
  readonly phase: "running";
  readonly startedAt: Instant;
  /** The first of failure, timeout and cancel; it decides how the run ends while the rest is brought to its end. */
  readonly outcome?: Outcome;
}

export interface EndedRun extends Graph {
  readonly phase: "succeeded" | "failed" | "cancelled";
  readonly reason?: Reason;
  readonly message?: string;
  /** Absent where it was cancelled while it was queued. */
  readonly startedAt?: Instant;
  readonly endedAt: Instant;
  readonly outputs: JsonObject;
}

export interface Outcome {
  readonly phase: "failed" | "cancelled";
  readonly reason: Reason;
  readonly message: string;
}

export interface CancelFact {
  readonly by: RequestKey;
  readonly reason: string;
  readonly at: Instant;
}

export type EndPhase = "succeeded" | "failed" | "cancelled" | "skipped";

export interface StageState {
  /** waiting: its gate is open or one of its actions is ready, and none has started. */
  readonly phase: "pending" | "waiting" | "running" | EndPhase;
  readonly reason?: Reason;
  /** What its `when` could not be evaluated for. */
  readonly message?: string;
  /** Its timeout has passed: what is left of it is brought to its end. */
  readonly timedOut?: true;
  /** Of its first started action; the stage's timeout runs from there. */
  readonly startedAt?: Instant;
  readonly endedAt?: Instant;
}

export type ActionState = { readonly phase: "pending" } | WaitingAction | RunningAction | EndedAction;

export type WaitingAction = WaitingForLimit | WaitingForRetry;

/** Everything it needs is there; it waits for a place under the global limit. */
export interface WaitingForLimit {
  readonly phase: "waiting";
  readonly for: "limit";
  readonly since: Instant;
  readonly attempts: readonly AttemptState[];
  /** Absent before its first attempt. */
  readonly started?: ActionStart;
}

/** Between two attempts. */
export interface WaitingForRetry {
  readonly phase: "waiting";
  readonly for: "retry";
  readonly until: Instant;
  readonly attempts: readonly AttemptState[];
  readonly started: ActionStart;
}

/** The last attempt is open. */
export interface RunningAction {
  readonly phase: "running";
  readonly attempts: readonly AttemptState[];
  readonly started: ActionStart;
}

/** What was decided when an action's first attempt was: all its attempts get the same. */
export interface ActionStart {
  readonly at: Instant;
  /** Its inputs, resolved once. */
  readonly with: With;
  /** What `run.outcome` and `run.message` were. */
  readonly run: Pick<RunValues, "outcome" | "message">;
}

export interface EndedAction {
  readonly phase: EndPhase;
  readonly reason?: Reason;
  readonly message?: string;
  readonly endedAt: Instant;
  readonly attempts: readonly AttemptState[];
  readonly started?: ActionStart;
  /** `{}` where it did not succeed. */
  readonly outputs: JsonObject;
}

/** One attempt: its facts, and once decided its seal. Facts after the seal are kept and change nothing. */
export interface AttemptState {
  readonly number: number;
  /** When it was decided to start it. */
  readonly createdAt: Instant;
  /** The runtime has it: it need not be told again to start it. */
  readonly handedOver?: true;
  /** When the runtime was first seen to be starting it. */
  readonly startingSince?: Instant;
  /** The runtime saw it run, or it called. */
  readonly startedAt?: Instant;
  /** In the order of arrival; TASK_STATUS only as its latest. */
  readonly calls: readonly CallFact[];
  readonly progress?: number;
  /** The latest interim output. */
  readonly interim?: JsonObject;
  readonly exit?: ExitFact;
  readonly log?: LogFact;
  /** A deadline passed at this instant; only the observation that answers it may seal the attempt for it. */
  readonly overdueSince?: Instant;
  /** The wait for it is over, and it still runs: its log, as far as it goes, is all that the verdict waits for. */
  readonly outOfPatience?: true;
  readonly seal?: Seal;
  /** Nothing of it runs any more. */
  readonly stopped: boolean;
  readonly released: boolean;
}

export interface CallFact extends CallBody {
  readonly event: CallbackEvent;
  readonly at: Instant;
  readonly secretInOutput?: true;
}

export interface ExitFact {
  /** When it was observed. */
  readonly at: Instant;
  readonly endedAt?: Instant;
  readonly exitCode?: number;
  readonly signal?: string;
  readonly cause?: RuntimeCause;
  readonly message?: string;
}

export interface LogFact {
  readonly bytes: number;
  /** The end of the log: 64 KiB at most, 4 KiB once the attempt has ended otherwise than failed. */
  readonly tail: string;
  /** As they stand in the log's `[COUT]` lines. */
  readonly outputs: { readonly [name: string]: string };
  readonly secretInOutput?: true;
}

export interface Seal {
  readonly phase: "succeeded" | "failed" | "cancelled";
  readonly reason?: Reason;
  readonly message?: string;
  readonly at: Instant;
  readonly outputs: JsonObject;
}
