/**
 * ledger/ — what must survive a crash: runs under way, cursors, the fates of requests.
 * In: values to keep. Out: the same values after a restart. Nothing is done outside before the ledger has acknowledged it.
 */
import type { Cursor, CursorMove, RequestFate } from "../plan/plan.ts";
import type { RunState } from "../run/run-state.ts";

export interface Ledger {
  /** Opens it for this process alone; throws OperationalError `ledger-in-use`, `ledger-format`, `ledger-broken`. */
  open(): Promise<LedgerContent>;
  /** What it holds now, for whoever cannot know whether an acceptance that was refused is there all the same. */
  read(): Promise<LedgerContent>;
  /**
   * All or nothing. Throws OperationalError `cursor-moved` where a cursor is not as it was when the plan was made.
   * A run that is there already stays as it is. To take cursors over from Git, accept them without `from`.
   */
  accept(acceptance: Acceptance): Promise<void>;
  /**
   * Durable when it returns; concurrent callers share a commit, and fail together where it fails, with OperationalError
   * `ledger-broken`. A revision that is not newer is ignored.
   */
  save(states: readonly RunState[]): Promise<void>;
  /** The tip that the remote acknowledged last. */
  acknowledge(tip: string): Promise<void>;
  /** These runs are recorded in Git and released everywhere. */
  forget(uids: readonly string[]): Promise<void>;
  close(): Promise<void>;
}

export interface LedgerContent {
  /** 32 hex digits, made when the ledger was. */
  readonly id: string;
  /** False until the first acceptance: a new ledger takes cursors and fates over from Git. */
  readonly used: boolean;
  readonly cursors: ReadonlyMap<string, Cursor>;
  /** By request key. */
  readonly fates: ReadonlyMap<string, RequestFate>;
  readonly acknowledgedTip: string | undefined;
  /** Runs that are not forgotten, in the order of acceptance. */
  readonly runs: readonly RunState[];
  /** Runs whose rows cannot be read: they are kept as they are and hold up nothing else. */
  readonly broken: readonly BrokenRun[];
}

export interface BrokenRun {
  readonly uid: string;
  readonly message: string;
}

export interface Acceptance {
  readonly starts: readonly RunState[];
  readonly cursors: readonly CursorMove[];
  readonly fates: readonly RequestFate[];
}
