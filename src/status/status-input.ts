import type { Diagnostic } from "../base/diagnostic.ts";
import type { Cursor, PipelineStanding, RequestFate, RequestKey } from "../plan/plan.ts";
import type { RunState } from "../run/run-state.ts";
import type { LogPolicy } from "./kept-logs.ts";
import type { Owner } from "./owner-file.ts";
import type { WaitingRun } from "./pipeline-status.ts";
import type { PipelineSummary } from "./pipeline-summary.ts";
import type { Written } from "./written.ts";

/** What is to be said in one status commit. */
export interface StatusInput {
  readonly owner: Owner;
  /** What the last look at the repository said; absent before the first. */
  readonly look?: StatusLook;
  readonly cursors: ReadonlyMap<string, Cursor>;
  readonly fates: ReadonlyMap<RequestKey, RequestFate>;
  /** Runs to be written; a few hundred at most, because a commit is made in one go. */
  readonly runs: readonly RunState[];
  /** Names of all runs that have not ended: their files are never too old. */
  readonly underWay: ReadonlySet<string>;
  /** By pipeline. */
  readonly waiting: ReadonlyMap<string, readonly WaitingRun[]>;
  readonly runtimeName: string;
  readonly logs: LogPolicy;
  /** How many runs of a pipeline keep their files. */
  readonly keepRuns: number;
  /** Whether the status has a branch of its own, with an overview at its root. */
  readonly ownBranch: boolean;
}

/** What one look at the repository said. */
export interface StatusLook {
  readonly commit: string;
  readonly standings: readonly PipelineStanding[];
  readonly diagnostics: readonly Diagnostic[];
  /** Requests whose document exists. */
  readonly requests: ReadonlySet<RequestKey>;
}

/** The tip of the status branch, as far as it was read. */
export interface TipView {
  /** Blob ids of all files, by path. */
  readonly paths: ReadonlyMap<string, string>;
  /** Texts of those that `pathsToRead` named. */
  readonly texts: ReadonlyMap<string, string>;
  /** Summaries of pipelines' status files, by blob id: read once each and kept. */
  readonly summaries: ReadonlyMap<string, PipelineSummary>;
  /** Status files that we wrote lately. */
  readonly written: Written;
}
