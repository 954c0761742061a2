/**
 * plan/ — from definitions and cursors to a Plan.
 * In: what the repository says now, what was already acted on, the requests, the time.
 * Out: every start, cancel, stay and refusal, each with its reason. Nothing is done here.
 */
import type { Diagnostic } from "../base/diagnostic.ts";
import type { Instant } from "../base/instant.ts";
import type { ExecutionPlan, With } from "./execution-plan.ts";

/** Everything that follows from one look at the repository, the things left alone included. */
export interface Plan {
  readonly commit: string;
  readonly at: Instant;
  readonly starts: readonly PlannedStart[];
  readonly cancels: readonly PlannedCancel[];
  readonly stays: readonly Reasoned[];
  readonly refused: readonly Reasoned[];
  readonly cursors: readonly CursorMove[];
  readonly fates: readonly RequestFate[];
  readonly diagnostics: readonly Diagnostic[];
  /** The state of every pipeline that is or was defined, for its status file. */
  readonly pipelines: readonly PipelineStanding[];
}

export interface PlannedStart {
  readonly pipeline: string;
  readonly number: number;
  readonly commit: string;
  readonly trigger: Trigger;
  readonly with: With;
  readonly execution: ExecutionPlan;
}

/** What started a run, with its facts. Later types join here. */
export type Trigger =
  | { readonly type: "change" }
  | { readonly type: "push" }
  | { readonly type: "request"; readonly request: string }
  | { readonly type: "manual" };

export interface PlannedCancel {
  readonly run: string;
  readonly by: RequestKey;
  readonly reason: string;
}

/** `what` as `Pipeline release` or `Run nightly-full`; `because` a sentence without a final stop. */
export interface Reasoned {
  readonly what: string;
  readonly because: string;
}

/** How far a pipeline was acted on. Kept in the ledger for good, copied into its status file. */
export interface Cursor {
  /** Grows by one whenever a digest changes. */
  readonly generation: number;
  /** Null = the pipeline is not there: adding it again is a change. */
  readonly definitionDigest: string | null;
  readonly pathsDigest: string | null;
  /** The number of the last run; the next is one more. */
  readonly lastNumber: number;
}

export interface CursorMove {
  readonly pipeline: string;
  readonly from?: Cursor;
  readonly to: Cursor;
}

/** A request is (kind, name, digest of its spec); as text `Run/nightly-full/3f9c…`. */
export type RequestKey = string;

export interface RequestFate {
  readonly kind: "Run" | "Cancel";
  readonly name: string;
  readonly digest: string;
  readonly commit: string;
  readonly at: Instant;
  readonly fate: "accepted" | "refused" | "nothing-to-do";
  readonly message: string;
  /** The run it started or cancelled. */
  readonly run?: string;
}

export interface PipelineStanding {
  readonly pipeline: string;
  readonly phase: "active" | "suspended" | "invalid" | "deleted";
}
