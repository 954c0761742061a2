import type { Diagnostic } from "../base/diagnostic.ts";
import type { Instant } from "../base/instant.ts";
import type { Definitions } from "../definitions/definition.ts";
import type { PathAndBlob } from "./paths-digest.ts";
import type { Cursor, RequestFate, RequestKey } from "./plan.ts";
import type { PreparedPipeline } from "./prepared.ts";
import type { RunSummary } from "./run-summary.ts";

/** All that a plan follows from: what the repository says now, and what was already acted on. */
export interface PlanInput extends DefinedAtCommit {
  readonly commit: string;
  readonly at: Instant;
  /** Every file of the snapshot. */
  readonly entries: readonly PathAndBlob[];
  /** The problems of the definitions, with their lines; they pass through. */
  readonly diagnostics: readonly Diagnostic[];
  /** By pipeline. */
  readonly cursors: ReadonlyMap<string, Cursor>;
  /** Requests that were carried out, by key. */
  readonly fates: ReadonlyMap<RequestKey, RequestFate>;
  /** Runs that are not forgotten. */
  readonly runs: readonly RunSummary[];
  /** Where nothing was acted on before: no status branch, no ledger. */
  readonly first?: FirstSync;
  /** The commits that `commitsWanted` named. */
  readonly others: ReadonlyMap<string, OtherCommit | "unreachable">;
}

/** What a commit defines; `prepared` has every pipeline that is not invalid by itself. */
interface DefinedAtCommit {
  readonly definitions: Definitions;
  readonly prepared: ReadonlyMap<string, PreparedPipeline>;
}

/** A commit that a request names: everything is taken from it, definitions too. */
export type OtherCommit = DefinedAtCommit;

interface FirstSync {
  /** Whether what is there already starts, or is only written down. */
  readonly mode: "start" | "observe";
  /** Paths that came or changed with this very commit: older requests were meant for someone else. */
  readonly newPaths: ReadonlySet<string>;
}
